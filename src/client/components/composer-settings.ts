import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import type { Style } from '../../protocol/style.ts';
import { changedControls } from '../state/control-view.ts';
import { readCommand } from '../state/commands/read-command.ts';
import type { DraftParent } from '../state/draft.ts';
import { costInWords, picturesInWords } from '../state/model-words.ts';
import { parentWords } from '../state/parent-words.ts';
import { freeImages, promptPlan, type PromptPlan } from '../state/prompt-plan.ts';
import { capitalized, imageDrafted } from '../state/proposal-words.ts';
import { shapeOutline } from '../state/shape-outline.ts';
import { isSameStyle, toggled } from '../state/styles/style-choice.ts';
import { styleChoices } from '../stores/chosen-styles.ts';
import { forgetParent, parentsFor } from '../stores/last-image.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

interface Extra {
  key: string;
  field: 'seed' | 'negative_prompt' | 'options' | 'proposal_id' | 'style';
  words: string;
  /** What a click on it does. */
  verb: string;
  /** Of a style: what it is, and how it looks. */
  style: Style | null;
  picture: string;
}

interface ShapeOption {
  ratio: string;
  name: string;
  chosen: boolean;
  pixels: string;
  outline: Record<string, string>;
}

/** What the next picture is made with, in the composer: in a line below the prompt, and above it. */
export function composerSettings(stores: Stores) {
  const { chat, draft } = stores;
  const toText = () => document.querySelector<HTMLElement>('#composer-text')?.focus();
  return defineComponent({
    get making(): boolean {
      return draft.mode === 'image';
    },
    /** A command says by itself what it is done with. */
    get shown(): boolean {
      return this.making && readCommand(draft.prompt).kind === 'words';
    },
    get model(): Model | undefined {
      return draft.modelFor(chat.models);
    },
    get sized(): boolean {
      return this.model?.size !== 'none';
    },
    /** What else was chosen for the next picture, in "Create" or from another picture. */
    get extras(): Extra[] {
      const { model } = this;
      if (!this.making || !model) return [];
      const changed = changedControls(model, draft);
      const proposal = chat.messageOf(draft.proposal_id ?? '') ?? undefined;
      const drafted = imageDrafted(draft.proposal_id, proposal);
      const settings = `${changed} ${changed === 1 ? 'setting' : 'settings'}`;
      const plain: (Pick<Extra, 'words' | 'verb'> & {
        field: 'seed' | 'negative_prompt' | 'options' | 'proposal_id';
        isSet: boolean;
      })[] = [
        {
          field: 'seed',
          words: `Seed ${draft.seed}`,
          verb: 'Use a random seed',
          isSet: model.takes_seed && draft.seed.trim() !== '',
        },
        {
          field: 'negative_prompt',
          words: `Without ${draft.negative_prompt}`,
          verb: 'Leave nothing out',
          isSet: model.takes_negative_prompt && draft.negative_prompt.trim() !== '',
        },
        {
          field: 'proposal_id',
          words: capitalized(drafted?.words ?? ''),
          verb: 'Do not say where the prompt is from',
          isSet: drafted !== null,
        },
        { field: 'options', words: settings, verb: 'Set them back to usual', isSet: changed > 0 },
      ];
      const others = plain
        .filter(({ isSet }) => isSet)
        .map((extra) => ({ ...extra, key: extra.field, style: null, picture: '' }));
      return [...(model.prompt === 'none' ? [] : this.styles), ...others];
    },
    get styles(): Extra[] {
      const choices = draft.styles.length === 0 ? [] : styleChoices(stores);
      return draft.styles.map((style) => ({
        key: `style:${style.name}`,
        field: 'style',
        words: style.name,
        verb: `Take off ${style.name}`,
        style,
        picture: choices.find((choice) => isSameStyle(choice, style))?.picture ?? '',
      }));
    },
    get hasExtras(): boolean {
      return this.extras.length > 0 || this.parents.length > 0;
    },
    get parents(): DraftParent[] {
      const typed = readCommand(draft.prompt);
      if (!this.making) return [];
      return typed.kind === 'words' ? parentsFor(stores, typed.text) : [draft.parent ?? []].flat();
    },
    parentWords,
    clearParent(): void {
      forgetParent(stores);
      toText();
    },
    /** The shapes of the model; where another size was typed into the form, that one first. */
    get shapes(): ShapeOption[] {
      const chosen = draft.shapeWord(chat.models);
      const offered = this.model?.shapes ?? [];
      const typed = { ratio: chosen, ...draft.size(chat.models) };
      const own = this.model?.match_shape ?? '';
      const match =
        own !== '' && draft.images.length > 0 ? [{ ratio: own, ...draft.size(chat.models) }] : [];
      const known = [...match, ...offered];
      const all = known.some(({ ratio }) => ratio === chosen) ? known : [typed, ...known];
      return all.map(({ ratio, width, height }) => ({
        ratio,
        name: ratio === own ? 'As the picture' : ratio,
        chosen: ratio === chosen,
        pixels: ratio === own ? '' : `${width} × ${height}`,
        outline: shapeOutline(width, height),
      }));
    },
    forget({ field, style }: Extra): void {
      if (style) draft.styles = toggled(draft.styles, style);
      else if (field === 'options') draft.options = {};
      else if (field === 'proposal_id') draft.proposal_id = null;
      else if (field !== 'style') draft[field] = '';
      draft.errors = {};
      draft.save();
      toText();
    },
    get counts(): { count: number; words: string; chosen: boolean }[] {
      return Array.from({ length: limits.imagesPerRequest }, (_, index) => ({
        count: index + 1,
        words: picturesInWords(index + 1),
        chosen: draft.count === index + 1,
      }));
    },
    setCount(event: Event): void {
      if (event.target instanceof HTMLSelectElement) draft.setCount(Number(event.target.value));
    },
    get plan(): PromptPlan {
      return promptPlan(draft.prompt, draft, this.model, freeImages(chat), chat.lists);
    },
    get cost(): string {
      const { pictures, refusal } = this.plan;
      return refusal === '' ? costInWords(this.model, Number(pictures)) : '';
    },
    /** Nothing is charged for a simulated picture: it is said what it would be. */
    get wouldCost(): boolean {
      return this.cost !== '' && chat.simulated && typeof this.model?.price === 'number';
    },
    setShape(event: Event): void {
      if (!(event.target instanceof HTMLSelectElement)) return;
      const { value } = event.target;
      if (value === this.model?.match_shape) return draft.matchImage(chat.models);
      const shape = this.model?.shapes.find(({ ratio }) => ratio === value);
      if (shape) draft.setSize(shape);
    },
  });
}
