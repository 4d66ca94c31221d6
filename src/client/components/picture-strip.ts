import type { Model } from '../../protocol/model.ts';
import type { DraftImage } from '../state/draft.ts';
import { settingsOfFacts } from '../state/facts-settings.ts';
import { modelsWithImages } from '../state/model-list.ts';
import { startNote } from '../state/model-words.ts';
import { pictureTiles, type PictureTile } from '../state/picture-tiles.ts';
import type { UploadPlace } from '../state/transfer.ts';
import { mostUploads } from '../state/upload-check.ts';
import type { Stores } from '../stores/stores.ts';
import { describePicture } from '../stores/suggestions.ts';
import type { Memory } from '../stores/uploads-store.ts';
import { defineComponent } from './define-component.ts';

/** So many other models are named, where the chosen one takes no pictures. */
const mostNamed = 4;

/** The pictures of the message, or those that the next picture starts from. */
export function pictureStrip(stores: Stores, where: 'form' | 'composer') {
  const { chat, draft, ui, uploads } = stores;
  return defineComponent({
    get place(): UploadPlace {
      return where === 'form' || draft.mode === 'image' ? 'start' : 'message';
    },
    get starts(): boolean {
      return this.place === 'start';
    },
    get model(): Model | undefined {
      return draft.modelFor(chat.models);
    },
    get images(): readonly DraftImage[] {
      return this.starts ? draft.images : draft.attachments;
    },
    /** How many of them are used. */
    get most(): number {
      return this.starts ? (this.model?.images.max ?? 0) : mostUploads('message');
    },
    get tiles(): PictureTile[] {
      const coming = uploads.of(draft.chatId, this.place);
      const mask = this.canMask ? (draft.mask?.thumbnail ?? '') : '';
      return pictureTiles(this.images, coming, { most: this.most, mask });
    },
    get isEmpty(): boolean {
      return this.tiles.length === 0;
    },
    get isShown(): boolean {
      return this.most > 0 || !this.isEmpty;
    },
    get hasRoom(): boolean {
      return this.tiles.length < this.most;
    },
    get note(): string {
      return this.model && this.most > 0 ? startNote(this.model) : '';
    },
    get memories(): Memory[] {
      const there = new Set(this.images.map(({ id }) => id));
      return uploads
        .memoriesOf(draft.chatId, this.place)
        .filter(({ image }) => there.has(image.id));
    },

    /** What becomes of the pictures with this model, where not all are used. */
    get hint(): string {
      const { model, most, images } = this;
      if (!this.starts || !model || images.length <= most) return '';
      if (most === 0) return `${model.name} starts from no picture. These do:`;
      const words = most === 1 ? 'one picture' : `${most} pictures`;
      return `${model.name} starts from ${words}. The others are kept for a model that takes more.`;
    },
    get others(): Model[] {
      if (this.hint === '' || this.most > 0) return [];
      return modelsWithImages(chat.models, this.images.length).slice(0, mostNamed);
    },
    switchTo({ id }: Model): void {
      draft.setModel(id, chat.models);
    },

    /** A label for screen readers: "Take away harbour.png". */
    removeLabel({ name, progress }: PictureTile): string {
      return progress ? `Cancel ${name}` : `Take away ${name}`;
    },
    remove({ image_id, transfer }: PictureTile): void {
      if (transfer > 0) return uploads.cancel(transfer);
      const rest = this.images.filter(({ id }) => id !== image_id);
      if (this.starts) draft.setImages(rest);
      else draft.setAttachments(rest);
      uploads.forgetMemory(image_id);
    },
    /** Where prompts are written, there it can become one. */
    canDescribe({ image_id }: PictureTile): boolean {
      return this.starts && chat.language.describe && image_id !== '';
    },
    describeLabel({ name }: PictureTile): string {
      return `Describe ${name} in words`;
    },
    describe({ image_id }: PictureTile): void {
      const image = this.images.find(({ id }) => id === image_id);
      if (image) describePicture(stores, image);
    },
    retry({ transfer }: PictureTile): void {
      uploads.retry(transfer);
    },
    sorry({ name, failure }: PictureTile): string {
      return `${name}: ${failure}`;
    },
    get failed(): PictureTile[] {
      return this.tiles.filter(({ failure }) => failure !== '');
    },

    choose(event: Event): void {
      const { target } = event;
      if (!(target instanceof HTMLInputElement) || !target.files) return;
      uploads.add(draft.chatId, this.place, [...target.files]);
      target.value = '';
    },

    get canMask(): boolean {
      return this.starts && this.model?.takes_mask === true && this.images.length > 0;
    },
    get hasMask(): boolean {
      return this.canMask && draft.mask !== null;
    },
    get maskWords(): string {
      return draft.mask === null ? 'Paint a mask' : 'Paint it anew';
    },
    paintMask(): void {
      ui.dialog = 'mask';
    },
    removeMask(): void {
      draft.setMask(null);
    },

    memoryWords({ image }: Memory): string {
      return `${image.name} remembers how it was made.`;
    },
    useMemory({ image, facts }: Memory): void {
      const settings = settingsOfFacts(facts, chat.models);
      const kept = draft.images.filter(({ id }) => id !== image.id);
      draft.setAttachments(draft.attachments.filter(({ id }) => id !== image.id));
      draft.use(settings, { seed: true, images: kept, models: chat.models });
      uploads.forgetMemory(image.id);
      if (where === 'composer') draft.setMode('image');
    },
    keepPicture({ image }: Memory): void {
      uploads.forgetMemory(image.id);
    },
  });
}
