import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import {
  additionsView,
  type AdditionsView,
  type AdditionView,
  type NotAddedView,
  type PromptAsked,
} from '../state/additions-view.ts';
import { readCommand } from '../state/commands/read-command.ts';
import { followUpDraft } from '../state/follow-up-draft.ts';
import { firstPrompts, permutationsOf } from '../state/permutations.ts';
import { openPanel } from '../stores/actions.ts';
import { planOf } from '../stores/commands.ts';
import { leaveOut, putBack, setContext } from '../stores/draft-additions.ts';
import { followedBy } from '../stores/last-image.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

interface Asked {
  asked: PromptAsked;
  model: Model;
  /** Whether the prompt stands for several, of which this is the first. */
  isFirst: boolean;
}

/** What will be added to a prompt, below it: in one line, and opened word by word. */
export function promptAdditions(stores: Stores, place: 'composer' | 'form') {
  const { chat, draft } = stores;
  return defineComponent({
    open: false,

    /** What is going to be asked for, as it stands; `null` where that is no picture of words. */
    get asked(): Asked | null {
      const typed =
        place === 'form'
          ? ({ kind: 'words', text: draft.prompt } as const)
          : readCommand(draft.text());
      if (typed.kind === 'words') {
        return place === 'form' || draft.mode === 'image' ? this.askedByWords(typed.text) : null;
      }
      const plan = planOf(stores, typed);
      const [first] = plan.does === 'make' ? plan.requests : [];
      const model = chat.models.find(({ id }) => id === first?.model);
      if (!first || !model || model.prompt === 'none') return null;
      const followed = first.kind === 'follow_up' ? this.imageOf(first.parent_id) : null;
      const context = first.context !== 'none';
      const asked = { ...first, context, without: draft.without, followed };
      return { asked, model, isFirst: plan.does === 'make' && plan.requests.length > 1 };
    },
    askedByWords(text: string): Asked | null {
      const model = draft.modelFor(chat.models);
      if (!model || model.prompt === 'none') return null;
      const permutations = permutationsOf(text, chat.lists);
      const isFirst = !draft.as_is && permutations.grouped;
      const prompt = isFirst ? (firstPrompts(permutations, 1)[0] ?? '') : text;
      const followed = followedBy(stores, prompt);
      const from = followed ? followUpDraft(draft, followed, model) : draft;
      const { negative_prompt, without, styles, context } = from;
      return {
        asked: { prompt, negative_prompt, without, styles, context, followed },
        model,
        isFirst,
      };
    },
    imageOf(id: string | null): ImageRow | null {
      const held = draft.parent?.row;
      return held?.id === id ? (held ?? null) : id === null ? null : chat.imageOf(id);
    },
    get view(): AdditionsView | null {
      const { asked } = this;
      return asked && additionsView(asked.asked, chat.entries, asked.model);
    },
    get shown(): boolean {
      const { view } = this;
      if (!view) return false;
      return view.added.length > 0 || view.not_added.length > 0 || this.isOff;
    },
    /** The room keeps something that is switched off. */
    get isOff(): boolean {
      return !draft.context && this.hasContext;
    },
    get hasContext(): boolean {
      return [...chat.entries.values()].some(
        ({ kind, deleted_at }) => deleted_at === null && kind !== 'list' && kind !== 'prompt',
      );
    },
    get added(): AdditionView[] {
      return this.view?.added ?? [];
    },
    get notAdded(): NotAddedView[] {
      return this.view?.not_added ?? [];
    },
    get lead(): string {
      if (this.added.length > 0) return 'Added';
      return this.isOff ? 'Nothing is added: the room’s is switched off' : 'Nothing is added';
    },
    get composed(): string {
      return this.view?.prompt ?? '';
    },
    get composedNegative(): string {
      const words = this.view?.negative_prompt ?? '';
      return words === '' ? '' : `Leaves out: ${words}`;
    },
    /** Which of several prompts is shown. */
    get composedTitle(): string {
      return this.asked?.isFirst ? 'The first of them, in full' : 'In full';
    },
    get opened(): 'true' | 'false' {
      return this.open ? 'true' : 'false';
    },
    toggle(): void {
      this.open = !this.open;
    },

    get isOn(): 'true' | 'false' {
      return draft.context ? 'true' : 'false';
    },
    flip(): void {
      setContext(draft, !draft.context);
    },
    /** Where what is added can be changed, for everybody. */
    toRoom(): void {
      openPanel(stores, 'room');
    },
    /** What a prompt goes on from is let go where it is shown. */
    canLeave({ key }: AdditionView): boolean {
      return key !== '';
    },
    leaveLabel({ chip }: AdditionView): string {
      return `Leave this out this time: ${chip}`;
    },
    leave({ key }: AdditionView): void {
      leaveOut(draft, key);
    },
    canBring({ key }: NotAddedView): boolean {
      return key !== '';
    },
    bring({ key }: NotAddedView): void {
      putBack(draft, key);
    },
  });
}
