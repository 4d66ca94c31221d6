import type { OptionValue } from '../../protocol/options.ts';
import type { DraftStore } from './draft-store.ts';

/** Chooses a value of one of the model's own controls; `null` for the usual one. */
export function setOption(draft: DraftStore, name: string, value: OptionValue | null): void {
  const { [name]: _before, ...others } = draft.options;
  draft.options = value === null ? others : { ...others, [name]: value };
  const { [`options.${name}`]: _settled, ...errors } = draft.errors;
  draft.errors = errors;
  draft.save();
}
