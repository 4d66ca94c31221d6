import type { Model } from '../../protocol/model.ts';
import { shapeOutline } from '../state/shape-outline.ts';
import { closePanel } from '../stores/actions.ts';
import { promptHint } from '../state/prompt-hint.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import type { TypingSignal } from './typing-signal.ts';

interface ShapeChoice {
  ratio: string;
  width: number;
  height: number;
  checked: 'true' | 'false';
  style: Record<string, string>;
}

/** The whole form of an image. */
export function createPanel(stores: Stores, typing: TypingSignal) {
  const { chat, draft, ui } = stores;
  const change = (
    field: 'prompt' | 'negative_prompt' | 'width' | 'height' | 'seed',
    to: string,
  ) => {
    draft[field] = to;
    const { [field]: _settled, ...errors } = draft.errors;
    draft.errors = errors;
    draft.save();
  };
  return defineComponent({
    get promptHint(): string {
      return promptHint(draft.parent);
    },
    advanced: false,

    init() {
      // A field that cannot be seen cannot be corrected.
      this.$watch('hidesError', (hides: boolean) => {
        if (hides) this.advanced = true;
      });
    },

    get prompt(): string {
      return draft.prompt;
    },
    set prompt(text: string) {
      change('prompt', text);
      typing.wrote('prompt', text, performance.now());
    },
    get negative_prompt(): string {
      return draft.negative_prompt;
    },
    set negative_prompt(text: string) {
      change('negative_prompt', text);
    },
    get width(): string {
      return draft.width || String(draft.size(chat.models).width);
    },
    set width(text: string) {
      change('width', text);
    },
    get height(): string {
      return draft.height || String(draft.size(chat.models).height);
    },
    set height(text: string) {
      change('height', text);
    },
    get seed(): string {
      return draft.seed;
    },
    set seed(text: string) {
      change('seed', text);
    },

    get hidesError(): boolean {
      return ['width', 'height', 'seed'].some((field) => this.errorOf(field) !== '');
    },
    /** Not "model": in the list of models that is the one of the row. */
    get chosenModel(): Model | undefined {
      return draft.modelFor(chat.models);
    },
    get modelName(): string {
      return this.chosenModel?.name ?? '';
    },
    get modelLine(): string {
      return this.chosenModel?.description ?? '';
    },
    /** The latest picture of this room that the model made. */
    get modelThumb(): string {
      return chat.gallery.find(({ model }) => model === this.modelName)?.url ?? '';
    },
    get takesNegative(): boolean {
      return this.chosenModel?.takes_negative_prompt ?? true;
    },
    get exact(): boolean {
      return this.chosenModel?.size === 'exact';
    },
    get pixels(): string {
      const { width, height } = draft.size(chat.models);
      return `${width} × ${height}`;
    },
    get shapes(): ShapeChoice[] {
      const chosen = draft.shapeWord(chat.models);
      return (this.chosenModel?.shapes ?? []).map((shape) => ({
        ...shape,
        checked: shape.ratio === chosen ? 'true' : 'false',
        style: shapeOutline(shape.width, shape.height),
      }));
    },
    get expanded(): 'true' | 'false' {
      return this.advanced ? 'true' : 'false';
    },
    get advancedNote(): string {
      if (this.advanced) return '';
      return draft.seed ? `seed ${draft.seed}` : 'random seed';
    },
    get canMake(): boolean {
      return draft.prompt.trim() !== '' && chat.closed === null;
    },

    errorOf(field: string): string {
      return ui.panel === 'create' ? (draft.errors[field] ?? '') : '';
    },
    invalid(field: string): 'true' | 'false' {
      return this.errorOf(field) ? 'true' : 'false';
    },
    isModel(model: Model): boolean {
      return this.chosenModel?.id === model.id;
    },
    setModel(event: Event): void {
      if (event.target instanceof HTMLSelectElement)
        draft.setModel(event.target.value, chat.models);
    },
    setShape(shape: ShapeChoice): void {
      draft.setSize(shape);
    },
    toggleAdvanced(): void {
      this.advanced = !this.advanced;
    },
    onKey(event: KeyboardEvent): void {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.make();
    },

    /** The prompt stays, so that the next picture is one change away. */
    make(): void {
      if (!this.canMake) return;
      const settings = draft.settings(draft.prompt, chat.models);
      if (!settings) {
        void this.$nextTick(() =>
          this.$root.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
        );
        return;
      }
      chat.requestImage(settings);
      typing.stop();
      this.$dispatch('sent');
      if (window.matchMedia('(max-width: 719px)').matches) {
        draft.prompt = '';
        draft.save();
        closePanel(stores);
      }
    },
  });
}
