import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import { changedControls } from '../state/control-view.ts';
import type { DraftParent, Reply } from '../state/draft.ts';
import { costInWords, picturesInWords } from '../state/model-words.ts';
import { parentWords } from '../state/parent-words.ts';
import { promptHint } from '../state/prompt-hint.ts';
import { shapeOutline } from '../state/shape-outline.ts';
import { closePanel } from '../stores/actions.ts';
import { editLatest } from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import type { TypingSignal } from './typing-signal.ts';

/** From this part of the limit on it is said how many characters are left. */
const nearLimit = 0.9;

interface Extra {
  field: 'seed' | 'negative_prompt' | 'options';
  words: string;
  /** What a click on it does. */
  verb: string;
}

interface ShapeOption {
  ratio: string;
  name: string;
  chosen: boolean;
  pixels: string;
  outline: Record<string, string>;
}

/** Writes a message or a prompt, and sends it. */
export function composer(stores: Stores, typing: TypingSignal) {
  const { chat, draft, ui, uploads } = stores;
  return defineComponent({
    get text(): string {
      return draft.text();
    },
    set text(text: string) {
      draft.setText(text);
      draft.errors = {};
      draft.recalled = -1;
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
    get model(): Model | undefined {
      return draft.modelFor(chat.models);
    },
    get canSend(): boolean {
      const place = this.making ? 'start' : 'message';
      if (chat.closed !== null || this.tooLong !== '') return false;
      if (uploads.under(draft.chatId, place).length > 0) return false;
      return draft.text().trim() !== '' || this.goesWithoutWords;
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
      if (this.making && this.model?.prompt === 'none' && draft.prompt.trim() !== '') {
        return `${this.model.name} takes no words: these are not sent to it.`;
      }
      return ui.panel === 'create' ? '' : (Object.values(draft.errors)[0] ?? '');
    },
    /** What else was chosen for the next picture, in "Create" or from another picture. */
    get extras(): Extra[] {
      const { model } = this;
      if (!this.making || !model) return [];
      const changed = changedControls(model, draft);
      const settings = `${changed} ${changed === 1 ? 'setting' : 'settings'}`;
      const extras: (Extra & { isSet: boolean })[] = [
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
        { field: 'options', words: settings, verb: 'Set them back to usual', isSet: changed > 0 },
      ];
      return extras.filter(({ isSet }) => isSet);
    },
    get hasExtras(): boolean {
      return this.extras.length > 0 || this.parents.length > 0;
    },
    get parents(): DraftParent[] {
      return this.making && draft.parent ? [draft.parent] : [];
    },
    parentWords,
    clearParent(): void {
      draft.setParent(null);
      this.$refs['text']?.focus();
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
    forget({ field }: Extra): void {
      if (field === 'options') draft.options = {};
      else draft[field] = '';
      draft.errors = {};
      draft.save();
      this.$refs['text']?.focus();
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
    get cost(): string {
      return costInWords(this.model, draft.count);
    },
    /** Nothing is charged for a simulated picture: it is said what it would be. */
    get wouldCost(): boolean {
      return chat.simulated && this.model?.price != null;
    },
    get makeWords(): string {
      return draft.count === 1 ? 'Make picture' : `Make ${draft.count}`;
    },
    setShape(event: Event): void {
      if (!(event.target instanceof HTMLSelectElement)) return;
      const { value } = event.target;
      if (value === this.model?.match_shape) return draft.matchImage(chat.models);
      const shape = this.model?.shapes.find(({ ratio }) => ratio === value);
      if (shape) draft.setSize(shape);
    },

    submit(): void {
      if (!this.canSend) return;
      if (this.making) this.make();
      else {
        const { reply, attachments } = draft;
        chat.sendMessage(draft.message.trim(), reply?.message_id ?? null, [...attachments]);
        draft.setText('');
        draft.setAttachments([]);
        draft.setReply(null);
        typing.stop();
        this.$dispatch('sent');
      }
      this.$refs['text']?.focus();
    },

    /** Makes the picture, also of what stands in the field as a message. */
    make(): void {
      const settings = draft.settings(draft.text(), chat.models);
      if (!settings) return;
      chat.requestImage(settings);
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
        const prompts = chat.myPrompts();
        if (draft.mode === 'message' && prompts.length > 0) draft.setMode('image');
        draft.recall(prompts, event.key === 'ArrowUp' ? 1 : -1);
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
        if (this.canSend) this.make();
      } else if (!event.shiftKey && !window.matchMedia('(pointer: coarse)').matches) {
        event.preventDefault();
        this.submit();
      }
    },
  });
}
