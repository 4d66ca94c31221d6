import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import type { CommandPlan } from '../state/commands/command-plan.ts';
import { readCommand, type TypedCommand } from '../state/commands/read-command.ts';
import type { Reply } from '../state/draft.ts';
import { freeImages, promptPlan, type PromptPlan } from '../state/prompt-plan.ts';
import { promptHint } from '../state/prompt-hint.ts';
import { picturesInWords } from '../state/model-words.ts';
import { closePanel } from '../stores/actions.ts';
import { planOf, runPlan } from '../stores/commands.ts';
import { endRequest, holdFollowed, lastImage } from '../stores/last-image.ts';
import { editLatest } from '../stores/message-deeds.ts';
import { promptRecall } from '../stores/recall-prompts.ts';
import type { Stores } from '../stores/stores.ts';
import { keepTyped } from '../stores/typed-prompts.ts';
import { defineComponent } from './define-component.ts';
import type { TypingSignal } from './typing-signal.ts';

/** From this part of the limit on it is said how many characters are left. */
const nearLimit = 0.9;

/** Writes a message or a prompt, and sends it. */
export function composer(stores: Stores, typing: TypingSignal) {
  const { chat, draft, ui, uploads } = stores;
  const recall = promptRecall(stores);
  return defineComponent({
    /** Why a command was not done, until something else is written. */
    said: null as { of: string; words: string; unknown: boolean } | null,

    get text(): string {
      return draft.text();
    },
    set text(text: string) {
      draft.setText(text);
      draft.errors = {};
      draft.recalled = -1;
      this.said = null;
      if (this.making && this.typed.kind === 'words') holdFollowed(stores, text);
      typing.wrote(this.making ? 'prompt' : 'message', text, performance.now());
    },
    get making(): boolean {
      return draft.mode === 'image';
    },
    get label(): string {
      return this.making ? 'Prompt' : 'Message';
    },
    get placeholder(): string {
      if (!this.making) return `Message ${chat.name}`;
      const { model } = this;
      return model?.prompt === 'none' ? `${model.name} takes no words` : promptHint(draft.parent);
    },
    /** Whether a richer prompt can be asked for: the button has its place beside the words. */
    get expands(): boolean {
      return this.making && chat.language.expand && this.model?.prompt !== 'none';
    },
    get model(): Model | undefined {
      return draft.modelFor(chat.models);
    },
    get canSend(): boolean {
      const place = this.making ? 'start' : 'message';
      if (chat.closed !== null || this.tooLong !== '') return false;
      if (uploads.under(draft.chatId, place).length > 0) return false;
      if (this.making && this.plan.refusal !== '') return false;
      return draft.text().trim() !== '' || this.goesWithoutWords;
    },
    /** What the text would make as a prompt. */
    get plan(): PromptPlan {
      const prompt = this.typed.kind === 'words' ? this.typed.text : '';
      return promptPlan(prompt, draft, this.model, freeImages(chat), chat.lists);
    },
    get typed(): TypedCommand {
      return readCommand(draft.text());
    },
    get commandPlan(): CommandPlan | null {
      const { typed } = this;
      return typed.kind === 'words' ? null : planOf(stores, typed);
    },
    /** A text that begins as a command does and is none may be sent as it is. */
    get asWords(): string {
      if (this.said?.unknown !== true) return '';
      return this.making ? 'Make a picture of it' : 'Send as a message';
    },
    get goesWithoutWords(): boolean {
      if (!this.making) return draft.attachments.length > 0;
      return this.model !== undefined && this.model.prompt !== 'required';
    },
    /** Nothing is cut off of what somebody pastes: it says so, and can be shortened. */
    get tooLong(): string {
      const { length } = draft.text().trim();
      const most = this.most;
      const what = this.making ? 'the prompt' : 'a message';
      return length > most ? `Keep ${what} to ${most} characters. This has ${length}.` : '';
    },
    get most(): number {
      return this.making ? limits.promptLength : limits.messageLength;
    },
    /** How many characters are left, near the limit; empty before. */
    get left(): string {
      const { length } = draft.text().trim();
      return length >= this.most * nearLimit && length <= this.most
        ? String(this.most - length)
        : '';
    },
    get leftWords(): string {
      return `${this.left} characters left`;
    },
    /** What the next message answers, where it is one. */
    get replies(): Reply[] {
      return draft.reply && !this.making ? [draft.reply] : [];
    },
    endReply(): void {
      draft.setReply(null);
      this.$refs['text']?.focus();
    },
    /** In "Create" every field says its own; here one sentence has to do. */
    get problem(): string {
      if (this.tooLong !== '') return this.tooLong;
      if (this.said) return this.said.words;
      if (
        this.typed.kind === 'words' &&
        this.making &&
        this.model?.prompt === 'none' &&
        draft.prompt.trim() !== ''
      ) {
        return `${this.model.name} takes no words: these are not sent to it.`;
      }
      return ui.panel === 'create' ? '' : (Object.values(draft.errors)[0] ?? '');
    },
    init() {
      this.$watch('text', () => void this.$nextTick(() => this.fit()));
      this.$watch('placeholder', () => void this.$nextTick(() => this.fit()));
      new ResizeObserver(() => this.fit()).observe(this.$root);
      // In another chat I have not written yet.
      this.$watch('chatId', () => typing.stop());
      this.$watch('gone', (gone: boolean) => {
        if (gone && chat.id !== null) draft.forget(chat.id);
      });
    },
    get gone(): boolean {
      return chat.closed === 'gone';
    },
    get chatId(): string | null {
      return chat.id;
    },

    /** As high as its text, where the style sheet alone cannot do it. */
    fit(): void {
      const field = this.$refs['text'];
      if (!field || CSS.supports('field-sizing', 'content')) return;
      field.style.setProperty('height', 'auto');
      field.style.setProperty('height', `${field.scrollHeight}px`);
      this.$dispatch('fit');
    },

    isMode(mode: 'message' | 'image'): boolean {
      return draft.mode === mode;
    },
    setMode(mode: 'message' | 'image'): void {
      if (mode === 'image' && ui.panel === 'create') closePanel(stores);
      draft.setMode(mode);
      this.$refs['text']?.focus();
    },
    /** How many pictures the button makes; 0 where it does something else, or cannot. */
    get makes(): number {
      const { commandPlan, plan } = this;
      if (commandPlan) return commandPlan.does === 'make' ? commandPlan.pictures : 0;
      return plan.refusal === '' ? Number(plan.pictures) : 0;
    },
    get makeVerb(): string {
      if (this.makes > 0) return 'Make';
      return this.commandPlan ? 'Run' : 'Too many';
    },
    /** What of the button's words a phone may leave out. */
    get makeRest(): string {
      if (this.makes === 0) return '';
      return this.makes === 1 ? 'picture' : String(this.makes);
    },
    get makeWords(): string {
      return this.makes > 1
        ? `Make ${picturesInWords(this.makes)}`
        : `${this.makeVerb} ${this.makeRest}`.trim();
    },

    submit(): void {
      if (!this.canSend) return;
      if (this.commandPlan && !this.isSure) this.run(this.commandPlan);
      else this.sendWords();
      this.$refs['text']?.focus();
    },
    /** It was said that this is no command, and it is sent once more. */
    get isSure(): boolean {
      return this.said?.unknown === true && this.said.of === draft.text();
    },
    run(plan: CommandPlan): void {
      if (plan.does === 'nothing') {
        this.said = { of: draft.text(), words: plan.words, unknown: plan.unknown };
        return;
      }
      runPlan(stores, plan);
      typing.stop();
    },
    /** Sends what was written, or makes a picture of it, also where it begins as a command does. */
    sendWords(): void {
      const words = this.typed.kind === 'words' ? this.typed.text : draft.text();
      this.said = null;
      if (this.making) return this.make(words);
      const { reply, attachments } = draft;
      chat.sendMessage(words.trim(), reply?.message_id ?? null, [...attachments]);
      draft.setText('');
      draft.setAttachments([]);
      draft.setReply(null);
      typing.stop();
      this.$dispatch('sent');
    },

    /**
     * Makes the picture, also of what stands in the field as a message; where that would be several,
     * only once it was seen how many.
     */
    make(prompt: string): void {
      const { plan } = this;
      if (!this.making && plan.prompts > 1n) return this.setMode('image');
      const last = lastImage(stores, this.model);
      const requests = draft.requests(prompt, chat.models, freeImages(chat), last);
      if (requests.length === 0) return;
      chat.requestImages(requests);
      endRequest(stores, requests);
      if (plan.prompts > 1n) keepTyped(draft.chatId, prompt);
      if (this.making) chat.setSuggestion(null);
      draft.setText('');
      draft.clearSources();
      typing.stop();
      this.$dispatch('sent');
    },

    onKey(event: KeyboardEvent): void {
      if (event.isComposing) return;
      if (event.key === 'Enter') this.onEnter(event);
      else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
        event.preventDefault();
        void recall(event.key === 'ArrowUp' ? 1 : -1, () => draft.setMode('image'));
      } else if (event.key === 'ArrowUp' && !this.making && draft.message === '') {
        if (editLatest(stores)) event.preventDefault();
      } else if (event.key === 'Escape' && this.replies.length > 0) {
        event.preventDefault();
        this.endReply();
      }
    },
    onEnter(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const { typed } = this;
        if (typed.kind !== 'words') this.submit();
        else if (this.canSend) this.make(typed.text);
      } else if (!event.shiftKey && !window.matchMedia('(pointer: coarse)').matches) {
        event.preventDefault();
        this.submit();
      }
    },
  });
}
