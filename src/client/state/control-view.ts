import type { Model, ModelControl } from '../../protocol/model.ts';
import type { OptionValue } from '../../protocol/options.ts';
import type { Draft, DraftErrors } from './draft.ts';
import { controlsOf } from './typed-option.ts';

/** From so many characters on, what a model says of a control is folded to its first lines. */
const longText = 96;

/** More choices than this are looked through by their words. */
const longList = 24;

/** One of a model's own controls, ready to be shown. */
export interface ControlView {
  control: ModelControl;
  name: string;
  /** The id of its field on the page. */
  id: string;
  title: string;
  about: string;
  folds: boolean;
  /** Its bounds, in words; empty where there are none. */
  note: string;
  kind: 'number' | 'text' | 'switch' | 'choice';
  /** As typed or chosen; empty for the usual. */
  value: string;
  /** What is made with while nothing is typed. */
  usual: string;
  on: 'true' | 'false';
  choices: readonly { value: string; label: string; chosen: boolean }[];
  /** Whether there are so many of them that one wants to look for one. */
  long: boolean;
  changed: boolean;
  error: string;
}

/** The controls as the form shows them, with what was chosen so far. */
export function controlViews(
  model: Model,
  draft: Pick<Draft, 'options' | 'images'>,
  errors: DraftErrors,
): ControlView[] {
  const controls = controlsOf(model, draft.images.length > 0);
  return controls.map((control) =>
    controlView(control, draft.options[control.name], errors[`options.${control.name}`] ?? ''),
  );
}

/** The views of now, each the same object as before where nothing about it changed: so the page keeps still. */
export function steadyViews(
  before: readonly ControlView[],
  now: readonly ControlView[],
): readonly ControlView[] {
  return now.map((view, index) => {
    const known = before[index];
    const same =
      known?.control === view.control && known.value === view.value && known.error === view.error;
    return same ? known : view;
  });
}

/** How many of the controls are not as usual. */
export function changedControls(model: Model, draft: Pick<Draft, 'options' | 'images'>): number {
  const controls = controlsOf(model, draft.images.length > 0);
  return controls.filter((control) => isChanged(control, draft.options[control.name])).length;
}

function controlView(
  control: ModelControl,
  chosen: OptionValue | undefined,
  error: string,
): ControlView {
  const { name, title, description, type } = control;
  const about = description === title || description === name ? '' : description;
  const value = chosen ?? control.default;
  return {
    control,
    name,
    id: `option-${name}`,
    title,
    about,
    folds: about.length > longText,
    note: boundsOf(control),
    kind: type === 'integer' ? 'number' : type,
    value: chosen === undefined ? '' : String(chosen),
    usual: control.default === null ? '' : String(control.default),
    on: value === true ? 'true' : 'false',
    choices: type === 'choice' ? choicesOf(control, value) : [],
    long: control.choices.length > longList,
    changed: isChanged(control, chosen),
    error,
  };
}

function isChanged(control: ModelControl, chosen: OptionValue | undefined): boolean {
  return chosen !== undefined && chosen !== control.default;
}

function choicesOf({ choices, default: usual }: ModelControl, value: OptionValue | null) {
  const named = choices.map((choice) => ({
    value: String(choice),
    label: String(choice).replaceAll('_', ' ') || 'Empty',
    chosen: choice === value,
  }));
  // Without a usual one, leaving it to the model is a choice too.
  return usual === null
    ? [{ value: '', label: 'As the model has it', chosen: value === null }, ...named]
    : named;
}

/** The bounds of a control in words; empty where there are none. */
export function boundsOf({
  type,
  minimum,
  maximum,
  max_length,
  step,
  required,
  default: usual,
}: ModelControl): string {
  const needed = required && usual === null ? 'needed' : '';
  if (type === 'text') {
    return [needed, max_length === null ? '' : `up to ${max_length} characters`]
      .filter(Boolean)
      .join(', ');
  }
  const low = minimum === null ? '' : String(minimum);
  const high = maximum === null ? '' : String(maximum);
  const bounds =
    low !== '' && high !== ''
      ? `${low} to ${high}`
      : low !== ''
        ? `from ${low}`
        : high === ''
          ? ''
          : `up to ${high}`;
  return [needed, bounds, step === null || step === 1 ? '' : `in steps of ${step}`]
    .filter(Boolean)
    .join(', ');
}
