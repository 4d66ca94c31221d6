import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import type { ConversationItem } from '../state/conversation-item.ts';
import { additionsView } from '../state/additions-view.ts';
import { shapeWordOf } from '../state/draft-frame.ts';
import { costInWords, picturesInWords } from '../state/model-words.ts';
import { modelForWords } from '../state/proposal-settings.ts';
import type { ProposalSourceView, ProposalView } from '../state/proposal-view.ts';
import { makeOfProposal, useProposal } from '../stores/draft-from-messages.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { secondClick } from './second-click.ts';

/** A drafted prompt in the conversation. @param begins how it is when it comes onto the page */
export function proposalCard(stores: Stores, begins: ProposalView) {
  const { chat, draft, ui } = stores;
  let root: HTMLElement | null = null;
  const isSecondClick = secondClick();
  return defineComponent({
    /** Whether the messages are listed: at first for those whose words are among them. */
    listed: begins.mine !== '' && begins.status !== 'used',
    editing: false,
    words: '',
    /** Pixels that its words keep while it is written anew, so that nothing below them moves. */
    reserved: 0,
    round: begins.round,

    init() {
      root = this.$root;
    },
    /** Hears how it changes, before the page shows it. */
    follow({ proposal }: ConversationItem): void {
      if (!proposal) return;
      if (proposal.round !== this.round) {
        this.reserved = this.place()?.offsetHeight ?? 0;
        if (this.editing) {
          this.editing = false;
          ui.toast('A message was taken out meanwhile: the prompt is drafted anew.', false);
        }
      }
      if (proposal.status === 'used' && !this.editing) {
        this.reserved = 0;
        if (this.listed) this.listed = false;
      }
      this.round = proposal.round;
    },
    place(): HTMLElement | null {
      return root?.querySelector<HTMLElement>('.proposal-place') ?? null;
    },
    get placeStyle(): Record<string, string> {
      return { 'min-height': this.reserved > 0 ? `${this.reserved}px` : '' };
    },
    get listedWords(): string {
      return String(this.listed);
    },
    toggleList(): void {
      this.listed = !this.listed;
    },
    listId({ key }: ConversationItem): string {
      return `receipt-${key.replaceAll(/\W/g, '-')}`;
    },

    canChange({ proposal }: ConversationItem): boolean {
      return proposal?.sent === true && proposal.status === 'ready' && chat.closed === null;
    },
    edit(item: ConversationItem): void {
      if (!this.canChange(item)) return;
      this.words = item.proposal?.text ?? '';
      this.editing = true;
      void this.$nextTick(() => {
        const field = this.field();
        field?.focus({ preventScroll: true });
        field?.setSelectionRange(this.words.length, this.words.length);
        this.fit();
      });
    },
    field(): HTMLTextAreaElement | null {
      return root?.querySelector('textarea') ?? null;
    },
    /** As high as its text, where the style sheet alone cannot do it. */
    fit(): void {
      const field = this.field();
      if (!field || CSS.supports('field-sizing', 'content')) return;
      field.style.setProperty('height', 'auto');
      field.style.setProperty('height', `${field.scrollHeight}px`);
    },
    get problem(): string {
      const { length } = this.words.trim();
      const most = limits.promptLength;
      return this.editing && length > most
        ? `Keep the prompt to ${most} characters. This has ${length}.`
        : '';
    },
    /** Keeps what was changed. Emptied, the words from before come back. */
    save(item: ConversationItem): void {
      if (!this.editing || this.problem !== '') return;
      const text = this.words.trim();
      this.editing = false;
      if (item.message_id !== null && text !== '' && text !== item.proposal?.text) {
        chat.editProposal(item.message_id, text);
      }
    },
    onKey(event: KeyboardEvent, item: ConversationItem): void {
      if (event.isComposing) return;
      if (event.key === 'Escape') this.editing = false;
      else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.save(item);
      else return;
      event.preventDefault();
      event.stopPropagation();
      void this.$nextTick(() => {
        root?.querySelector<HTMLElement>('.proposal-text')?.focus({ preventScroll: true });
      });
    },

    takeOutWords({ mine }: ProposalSourceView): string {
      return mine ? 'Take mine out' : 'Take out';
    },
    takeOutLabel(source: ProposalSourceView): string {
      return `${this.takeOutWords(source)}: ${source.excerpt}`;
    },
    takeOut(item: ConversationItem, { message_id }: ProposalSourceView): void {
      if (item.message_id !== null) chat.takeOutOfProposal(item.message_id, message_id);
    },

    get modelOfForm(): Model | undefined {
      return modelForWords(draft, chat.models);
    },
    canMake({ proposal }: ConversationItem): boolean {
      const isThere = proposal?.sent === true && proposal.status !== 'writing';
      return isThere && proposal.text !== '' && this.problem === '' && chat.closed === null;
    },
    get makeWords(): string {
      return draft.count === 1 ? 'Make picture' : `Make ${picturesInWords(draft.count)}`;
    },
    /** What goes along from the room and from my form, as it does in the form. */
    addedWords({ proposal }: ConversationItem): string {
      const model = this.modelOfForm;
      if (!proposal || proposal.status === 'writing' || !model) return '';
      const { negative_prompt, context, without, styles } = draft;
      const settings = { negative_prompt, context, without, styles, followed: null };
      const asked = { prompt: proposal.text, ...settings };
      const { added } = additionsView(asked, chat.entries, model);
      return added.length === 0 ? '' : `Added to it: ${added.map(({ chip }) => chip).join(', ')}`;
    },
    /** The model and the shape of my form. */
    get withWords(): string {
      const model = this.modelOfForm;
      if (!model) return '';
      const alone = { ...draft, ...draft.before, model: model.id, images: [] };
      return `${model.name} · ${shapeWordOf(alone, chat.models)} ·`;
    },
    get cost(): string {
      return costInWords(this.modelOfForm, draft.count);
    },
    /** Nothing is charged for a simulated picture: it is said what it would be. */
    get wouldCost(): boolean {
      return chat.simulated && typeof this.modelOfForm?.price === 'number';
    },
    /** What stands there now, also where it is just being changed. */
    settledText(item: ConversationItem): string {
      const typed = this.editing ? this.words.trim() : '';
      this.save(item);
      return typed || (item.proposal?.text ?? '');
    },
    make(item: ConversationItem, event: MouseEvent): void {
      if (this.canMake(item) && !isSecondClick(event))
        makeOfProposal(stores, item, this.settledText(item));
    },
    use(item: ConversationItem): void {
      if (this.canMake(item)) useProposal(stores, item, this.settledText(item));
    },
  });
}
