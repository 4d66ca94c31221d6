import type { Model } from '../../protocol/model.ts';
import { closePanel } from '../stores/actions.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** Writes a message or a prompt, and sends it. */
export function composer(stores: Stores) {
  const { chat, draft, ui } = stores;
  return defineComponent({
    get text(): string {
      return draft.text();
    },
    set text(text: string) {
      draft.setText(text);
      draft.errors = {};
      draft.recalled = -1;
    },
    get making(): boolean {
      return draft.mode === 'image';
    },
    get label(): string {
      return this.making ? 'Prompt' : 'Message';
    },
    get placeholder(): string {
      return this.making ? 'Describe a picture' : `Message ${chat.name}`;
    },
    get canSend(): boolean {
      return draft.text().trim() !== '' && chat.closed === null;
    },
    /** In "Create" every field says its own; here one sentence has to do. */
    get problem(): string {
      return ui.panel === 'create' ? '' : (Object.values(draft.errors)[0] ?? '');
    },
    get shapes(): { ratio: string; chosen: boolean }[] {
      const shape = draft.shape(chat.models);
      const offered = draft.modelFor(chat.models)?.shapes ?? [];
      const all = offered.map(({ ratio }) => ({ ratio, chosen: ratio === shape }));
      return all.some(({ chosen }) => chosen) ? all : [{ ratio: shape, chosen: true }, ...all];
    },

    init() {
      this.$watch('text', () => void this.$nextTick(() => this.fit()));
      this.$watch('placeholder', () => void this.$nextTick(() => this.fit()));
      new ResizeObserver(() => this.fit()).observe(this.$root);
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
    isModel(model: Model): boolean {
      return draft.modelFor(chat.models)?.id === model.id;
    },
    setModel(event: Event): void {
      if (event.target instanceof HTMLSelectElement)
        draft.setModel(event.target.value, chat.models);
    },
    setShape(event: Event): void {
      if (!(event.target instanceof HTMLSelectElement)) return;
      const { value } = event.target;
      const shape = draft.modelFor(chat.models)?.shapes.find(({ ratio }) => ratio === value);
      if (shape) draft.setSize(shape);
    },

    submit(): void {
      if (!this.canSend) return;
      if (this.making) this.make();
      else {
        chat.sendMessage(draft.message.trim());
        draft.setText('');
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
