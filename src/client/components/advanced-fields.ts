import type { Model } from '../../protocol/model.ts';
import {
  changedControls,
  controlViews,
  steadyViews,
  type ControlView,
} from '../state/control-view.ts';
import { chosenOption, typedOption } from '../state/typed-option.ts';
import { setOption } from '../stores/draft-options.ts';
import { followedBy } from '../stores/last-image.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { draftField } from './draft-field.ts';

const noNames: string[] = [];
const noQueries: Record<string, string> = {};

/** Seed and the model's own controls. Closed at first; what is wrong in it opens it. */
export function advancedFields(stores: Stores) {
  const { chat, draft, ui } = stores;
  const change = draftField(draft);
  let views: readonly ControlView[] = [];
  return defineComponent({
    open: false,
    /** The controls whose words are shown in full. */
    unfolded: noNames,
    /** What is looked for in long lists of choices, by the control's name. */
    queries: noQueries,

    init() {
      // A field that cannot be seen cannot be corrected.
      this.$watch('hidesError', (hides: boolean) => {
        if (hides) this.open = true;
      });
    },

    get model(): Model | undefined {
      return draft.modelFor(chat.models);
    },
    get hidesError(): boolean {
      const wrong = ([field, words]: [string, string | undefined]) =>
        words !== undefined && (field === 'seed' || field.startsWith('options.'));
      return ui.panel === 'create' && Object.entries(draft.errors).some(wrong);
    },
    get expanded(): 'true' | 'false' {
      return this.open ? 'true' : 'false';
    },
    toggle(): void {
      this.open = !this.open;
    },
    /** What is set in it, while it is closed. */
    get note(): string {
      if (this.open || !this.model) return '';
      const changed = changedControls(this.model, draft);
      const before = followedBy(stores, draft.prompt)?.seed ?? null;
      const usual = before === null ? 'random seed' : `seed ${before} as before`;
      const seed = draft.seed ? `seed ${draft.seed}` : usual;
      return [
        this.takesSeed ? seed : '',
        changed === 0 ? '' : `${changed} ${changed === 1 ? 'setting' : 'settings'} changed`,
      ]
        .filter(Boolean)
        .join(' · ');
    },

    get takesSeed(): boolean {
      return this.model?.takes_seed ?? true;
    },
    /** Of a model that only enlarges nobody expects another picture each time. */
    get isSeedless(): boolean {
      return !this.takesSeed && this.model?.use !== 'upscale';
    },
    get seed(): string {
      return draft.seed;
    },
    set seed(text: string) {
      change('seed', text);
    },

    get controls(): readonly ControlView[] {
      if (!this.model) return [];
      views = steadyViews(views, controlViews(this.model, draft, draft.errors));
      return views;
    },
    /** Of a long list those that have what is looked for in them; the chosen one always. */
    choicesOf({ name, choices }: ControlView): ControlView['choices'] {
      const query = (this.queries[name] ?? '').trim().toLowerCase();
      if (query === '') return choices;
      return choices.filter(({ label, chosen }) => chosen || label.toLowerCase().includes(query));
    },
    look({ name }: ControlView, event: Event): void {
      if (!(event.target instanceof HTMLInputElement)) return;
      this.queries = { ...this.queries, [name]: event.target.value };
    },
    lookLabel({ title, choices }: ControlView): string {
      return `Find in ${title}, one of ${choices.length}`;
    },
    lookWords({ choices }: ControlView): string {
      return `Find one of ${choices.length}`;
    },
    get unavailable(): Model['unavailable'] {
      return this.model?.unavailable ?? [];
    },
    type({ control }: ControlView, event: Event): void {
      const { target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
        setOption(draft, control.name, typedOption(control, target.value));
      }
    },
    flip({ control, on }: ControlView): void {
      const next = on !== 'true';
      setOption(draft, control.name, next === (control.default ?? false) ? null : next);
    },
    choose({ control }: ControlView, event: Event): void {
      if (!(event.target instanceof HTMLSelectElement)) return;
      const chosen = chosenOption(control, event.target.value);
      setOption(draft, control.name, chosen === control.default ? null : chosen);
    },
    toUsual({ name, id }: ControlView): void {
      setOption(draft, name, null);
      this.$root.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus();
    },
    usualLabel({ title }: ControlView): string {
      return `${title}: back to usual`;
    },

    isFolded({ name, folds }: ControlView): boolean {
      return folds && !this.unfolded.includes(name);
    },
    isUnfolded(control: ControlView): 'true' | 'false' {
      return this.isFolded(control) ? 'false' : 'true';
    },
    foldText(control: ControlView): string {
      return this.isFolded(control) ? 'More' : 'Less';
    },
    unfold(control: ControlView): void {
      const { name } = control;
      this.unfolded = this.isFolded(control)
        ? [...this.unfolded, name]
        : this.unfolded.filter((one) => one !== name);
    },
    aboutId({ id }: ControlView): string {
      return `about-${id}`;
    },
    errorId({ id }: ControlView): string {
      return `error-${id}`;
    },
    describedBy(control: ControlView): string {
      return `${this.errorId(control)} ${this.aboutId(control)}`;
    },
    invalidControl({ error }: ControlView): 'true' | 'false' {
      return error ? 'true' : 'false';
    },
  });
}
