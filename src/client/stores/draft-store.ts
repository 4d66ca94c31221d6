import type { ImageSettings } from '../../protocol/image-request.ts';
import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import {
  chosenModel,
  defaultSize,
  draftSettings,
  parseDraft,
  sizeFor,
  type DraftErrors,
  type Reply,
} from '../state/draft.ts';
import { shapeOf } from '../state/words.ts';
import { keep, readKept } from './browser-storage.ts';

/** What is written in the open chat. The composer and the panel "Create" edit this one draft. */
export function createDraftStore() {
  return {
    ...parseDraft(null),
    chatId: '',
    errors: {} as DraftErrors,
    /** How far back in my prompts Alt+Up has gone; -1 is what was being written. */
    recalled: -1,

    /** @param begins how the composer stands in a chat where nothing was written yet */
    open(chatId: string, begins: 'message' | 'image'): void {
      const kept = readKept('local', keyOf(chatId));
      const draft = parseDraft(kept);
      const mode = kept === null ? begins : draft.mode;
      Object.assign(this, { ...draft, mode, chatId, errors: {}, recalled: -1 });
    },

    /** Keeps the draft for the next visit. To be called after every change. */
    save(): void {
      if (!this.chatId) return;
      const { mode, message, prompt, negative_prompt, model, width, height, seed, reply } = this;
      const draft = { mode, message, prompt, negative_prompt, model, width, height, seed, reply };
      keep('local', keyOf(this.chatId), JSON.stringify(draft));
    },

    /** Nothing will ever be said in that chat again. */
    forget(chatId: string): void {
      keep('local', keyOf(chatId), null);
      if (chatId !== this.chatId) return;
      Object.assign(this, { ...parseDraft(null), chatId: '', errors: {}, recalled: -1 });
    },

    /** Turns the composer; what was written goes along where the other side is still empty. */
    setMode(mode: 'message' | 'image'): void {
      if (mode === this.mode) return;
      const from = this.mode;
      this.mode = mode;
      if (this[fieldOf(mode)].trim() === '') {
        this[fieldOf(mode)] = this[fieldOf(from)];
        this[fieldOf(from)] = '';
      }
      this.errors = {};
      this.save();
    },

    text(): string {
      return this[fieldOf(this.mode)];
    },

    setText(text: string): void {
      this[fieldOf(this.mode)] = text;
      this.save();
    },

    /** What the next message answers; `null` for nothing. */
    setReply(reply: Reply | null): void {
      this.reply = reply && { ...reply, text: reply.text.slice(0, limits.excerptLength) };
      this.save();
    },

    modelFor(models: readonly Model[]): Model | undefined {
      return chosenModel(this, models);
    },

    size(models: readonly Model[]): { width: number; height: number } {
      const fallback = defaultSize(this.modelFor(models));
      const width = Number(this.width || fallback.width);
      const height = Number(this.height || fallback.height);
      return width > 0 && height > 0 ? { width, height } : fallback;
    },

    shape(models: readonly Model[]): string {
      const { width, height } = this.size(models);
      const offered = this.modelFor(models)?.shapes.find(
        (shape) => shape.width === width && shape.height === height,
      );
      return offered?.ratio ?? shapeOf(width, height);
    },

    setModel(id: string, models: readonly Model[]): void {
      const before = this.size(models);
      this.model = id;
      this.setSize(sizeFor(this.modelFor(models), before));
    },

    setSize(size: { width: number; height: number }): void {
      this.width = String(size.width);
      this.height = String(size.height);
      this.errors = {};
      this.save();
    },

    setSeed(seed: string): void {
      this.seed = seed;
      this.save();
    },

    /** Puts an image's settings into the form. The seed only where the same picture is wanted. */
    use(settings: ImageSettings, seed: boolean): void {
      this.prompt = settings.prompt;
      this.negative_prompt = settings.negative_prompt;
      this.model = settings.model ?? '';
      this.width = String(settings.width ?? '');
      this.height = String(settings.height ?? '');
      this.seed = seed && settings.seed !== undefined ? String(settings.seed) : '';
      this.errors = {};
      this.save();
    },

    usePrompt(prompt: string): void {
      this.prompt = prompt;
      this.errors = {};
      this.save();
    },

    /** The settings for an image of this prompt; where they cannot be, the fields say why. */
    settings(prompt: string, models: readonly Model[]): ImageSettings | null {
      const result = draftSettings(this, prompt, this.modelFor(models));
      this.errors = result.ok ? {} : result.errors;
      return result.ok ? result.settings : null;
    },

    /** Replaces the text by one of my earlier prompts: 1 is further back, -1 further forward. */
    recall(prompts: readonly string[], step: 1 | -1): void {
      const next = Math.min(Math.max(this.recalled + step, -1), prompts.length - 1);
      if (next === this.recalled) return;
      this.recalled = next;
      this.setText(next < 0 ? '' : (prompts[next] ?? ''));
    },
  };
}

export type DraftStore = ReturnType<typeof createDraftStore>;

function fieldOf(mode: 'message' | 'image'): 'message' | 'prompt' {
  return mode === 'message' ? 'message' : 'prompt';
}

function keyOf(chatId: string): string {
  return `darkroom:draft:${chatId}`;
}
