import { limits } from '../../protocol/limits.ts';
import { typedTags, type Keeping } from '../state/keeping.ts';
import { sentenceOf } from '../stores/http-api.ts';
import {
  changeKeptPrompt,
  deleteKeptPrompt,
  keepPrompt,
  type KeptWords,
} from '../stores/prompts-api.ts';
import type { PromptsStore } from '../stores/prompts-store.ts';
import { shareWithRoom, takeFromRoom } from '../stores/room-library.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

const titles = {
  mine: { new: 'Keep this prompt', change: 'Change what you keep', done: 'Keep' },
  room: { new: 'Share with the room', change: 'Change it in the library', done: 'Share' },
};

const about = {
  mine: 'Only you see it, in every room of yours.',
  room: 'Everybody in this room sees it under “Prompts”, and may change it.',
};

/** The name, the words and the tags of a prompt that is kept, for me or in the room's library. */
export function keepPromptForm(stores: Stores, prompts: PromptsStore) {
  const { ui } = stores;
  return defineComponent({
    name: '',
    text: '',
    leave_out: '',
    tags: '',
    problem: '',
    busy: false,

    init() {
      this.$watch('keeping', () => this.begin());
      this.$watch('isOpen', () => this.begin());
      this.begin();
    },
    get keeping(): Keeping | null {
      return ui.keeping;
    },
    get isOpen(): boolean {
      return ui.dialog === 'keep_prompt';
    },
    begin(): void {
      const { keeping } = this;
      if (!keeping || !this.isOpen) return;
      this.name = keeping.name;
      this.text = keeping.text;
      this.leave_out = keeping.negative_prompt;
      this.tags = keeping.tags.join(', ');
      this.problem = '';
      void this.$nextTick(() => {
        const { name } = this.$refs;
        if (name instanceof HTMLInputElement) name.select();
      });
    },
    get where(): Keeping['where'] {
      return this.keeping?.where ?? 'mine';
    },
    get isChange(): boolean {
      return this.keeping !== null && this.keeping.id !== null;
    },
    get title(): string {
      return titles[this.where][this.isChange ? 'change' : 'new'];
    },
    get about(): string {
      return about[this.where];
    },
    get doneWords(): string {
      return this.isChange ? 'Save' : titles[this.where].done;
    },
    get invalid(): 'true' | 'false' {
      return this.problem === '' ? 'false' : 'true';
    },
    /** Said before the server has to. */
    whyNot({ name, text, tags }: KeptWords): string {
      if (name === '') return 'Give it a name.';
      if (text === '') return 'Write something first.';
      if (tags.length > limits.tags) return `Give it ${limits.tags} tags at the most.`;
      const long = tags.find(({ length }) => length > limits.tagWordLength);
      return long ? `Keep a tag to ${limits.tagWordLength} characters: “${long}” is longer.` : '';
    },

    async save(): Promise<void> {
      const { keeping } = this;
      if (!keeping || this.busy) return;
      const words: KeptWords = {
        name: this.name.trim(),
        text: this.text.trim(),
        negative_prompt: this.leave_out.trim(),
        tags: typedTags(this.tags),
      };
      this.problem = this.whyNot(words);
      if (this.problem !== '') return;
      this.busy = true;
      try {
        if (keeping.where === 'room') shareWithRoom(stores, keeping.id, words);
        else await this.keep(keeping, words);
        this.close();
      } catch (error) {
        this.problem = sentenceOf(error);
      } finally {
        this.busy = false;
      }
    },
    async keep({ id, image_id }: Keeping, words: KeptWords): Promise<void> {
      const kept =
        id === null ? await keepPrompt(words, image_id) : await changeKeptPrompt(id, words);
      prompts.putKept(kept);
      ui.toast(id === null ? 'Kept. It is in “Prompts”, under “Kept”.' : 'Saved');
    },
    async remove(): Promise<void> {
      const { keeping } = this;
      if (!keeping || keeping.id === null || this.busy) return;
      this.busy = true;
      try {
        if (keeping.where === 'room') takeFromRoom(stores, keeping.id, keeping.name);
        else await this.dropKept(keeping, keeping.id);
        this.close();
      } catch (error) {
        this.problem = sentenceOf(error);
      } finally {
        this.busy = false;
      }
    },
    async dropKept({ name, text, negative_prompt, tags, image_id }: Keeping, id: string) {
      await deleteKeptPrompt(id);
      prompts.dropKept(id);
      ui.toast(`“${name}” is not kept any more.`, true, () => {
        keepPrompt({ name, text, negative_prompt, tags: [...tags] }, image_id).then(
          (kept) => prompts.putKept(kept),
          (error: unknown) => ui.toast(sentenceOf(error), false),
        );
      });
    },
    close(): void {
      ui.dialog = null;
    },
  });
}
