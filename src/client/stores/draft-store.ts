import type { ImageSettings } from '../../protocol/image-request.ts';
import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import {
  chosenModel,
  comesFrom,
  parseDraft,
  type DraftErrors,
  type DraftImage,
  type DraftMask,
  type DraftParent,
  type Reply,
} from '../state/draft.ts';
import { additionsAsked } from '../state/chosen-styles.ts';
import { matchesImage, shapeWordOf, sizeOfDraft } from '../state/draft-frame.ts';
import { placed } from '../state/draft-images.ts';
import { draftRequests } from '../state/draft-requests.ts';
import { sizeFor, typedSize } from '../state/draft-size.ts';
import { noLists, type NamedLists } from '../state/named-lists.ts';
import { followingWords } from '../state/follow-up-draft.ts';
import { isPlain } from '../state/permutations.ts';
import type { RecalledPrompt } from '../state/recalled-prompts.ts';
import type { UploadPlace } from '../state/transfer.ts';
import { addToKeptDraft, keepDraft, keptDraft } from './kept-draft.ts';
import { forgetTyped } from './typed-prompts.ts';

/**
 * What is written in the open chat. The composer and the panel "Create" edit this one draft.
 *
 * @param lists those of the room, from which prompts may choose
 */
export function createDraftStore(lists: () => NamedLists = () => noLists) {
  return {
    ...parseDraft(null),
    chatId: '',
    errors: {} as DraftErrors,
    /** How far back in my prompts Alt+Up has gone; -1 is what was being written. */
    recalled: -1,

    /** @param begins how the composer stands in a chat where nothing was written yet */
    open(chatId: string, begins: 'message' | 'image'): void {
      const kept = keptDraft(chatId);
      const draft = kept ?? parseDraft(null);
      const mode = kept?.mode ?? begins;
      Object.assign(this, { ...draft, mode, chatId, errors: {}, recalled: -1 });
    },

    /** Keeps the draft for the next visit. To be called after every change. */
    save(): void {
      if (this.chatId) keepDraft(this.chatId, this);
    },

    /** Nothing will ever be said in that chat again. */
    forget(chatId: string): void {
      keepDraft(chatId, null);
      forgetTyped(chatId);
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
      Object.assign(this, followingWords(this));
      this.errors = {};
      this.save();
    },

    text(): string {
      return this[fieldOf(this.mode)];
    },

    setText(text: string): void {
      this[fieldOf(this.mode)] = text;
      if (text.trim() === '') this.as_is = false;
      Object.assign(this, followingWords(this));
      this.keepProposal();
      this.save();
    },

    /** A drafted prompt stays one, whatever is changed in it, until nothing of it is left. */
    keepProposal(): void {
      const rest = this.mode === 'image' ? this.prompt : this.prompt + this.message;
      if (rest.trim() === '') this.proposal_id = null;
    },

    /** Puts a drafted prompt into the form. @param id the message that it stands in */
    useProposal(id: string, prompt: string): void {
      this.usePrompt(prompt);
      this.proposal_id = id;
      this.save();
    },

    /** Whether braces of the prompt are only braces. */
    setAsIs(asIs: boolean): void {
      this.as_is = asIs;
      this.errors = {};
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
      return sizeOfDraft(this, models);
    },

    /** The model's word for the shape that is asked for, or the ratio of a typed size. */
    shapeWord(models: readonly Model[]): string {
      return shapeWordOf(this, models);
    },

    /** Whether the picture is to have the shape of the one that it starts from. */
    matchesImage(models: readonly Model[]): boolean {
      return matchesImage(this, models);
    },

    /** Asks for the shape of the image that it starts from. */
    matchImage(models: readonly Model[]): void {
      this.shape = this.modelFor(models)?.match_shape ?? '';
      this.errors = {};
      this.save();
    },

    setModel(id: string, models: readonly Model[]): void {
      const before = this.size(models);
      const isTyped = this.width !== '' || this.height !== '';
      this.model = id;
      this.before = null;
      if (isTyped) this.setSize(sizeFor(this.modelFor(models), before));
      else this.save();
      this.errors = {};
    },

    /** Chooses a model for the pictures that are taken along. It goes with them: nobody chose it. */
    lendModel(id: string, models: readonly Model[]): void {
      const { model, width, height } = this.before ?? this;
      this.setModel(id, models);
      this.before = { model, width, height };
      this.save();
    },

    setSize(size: { width: number; height: number }): void {
      this.width = String(size.width);
      this.height = String(size.height);
      this.shape = '';
      this.errors = {};
      this.save();
    },

    setSeed(seed: string): void {
      this.seed = seed;
      this.save();
    },

    /** What the next picture starts from. A mask is for the first of them, and goes with it. */
    setImages(images: readonly DraftImage[]): void {
      const [first] = images;
      if (first?.id !== this.images[0]?.id) this.mask = null;
      this.images = [...images].slice(0, limits.sourceImages);
      if (images.length === 0) Object.assign(this, this.before, { before: null });
      if (this.parent && !comesFrom(this.parent, this.images)) this.parent = null;
      this.errors = {};
      this.save();
    },

    setMask(mask: DraftMask | null): void {
      this.mask = mask;
      this.save();
    },

    /** The image that the next one takes further; `null` for none. */
    setParent(parent: DraftParent | null): void {
      this.parent = parent;
      this.save();
    },

    setCount(count: number): void {
      this.count = count;
      this.save();
    },

    /** Uploads that go with the next message. */
    setAttachments(attachments: readonly DraftImage[]): void {
      this.attachments = [...attachments].slice(0, limits.uploadsPerMessage);
      this.save();
    },

    /**
     * An upload has arrived, in the open chat or in one that was left meanwhile.
     *
     * @param later before which of the others it stands
     */
    addUpload(
      chatId: string,
      place: UploadPlace,
      image: DraftImage,
      later: ReadonlySet<string> = new Set(),
    ): void {
      if (chatId === this.chatId) {
        if (place === 'message') this.setAttachments(placed(this.attachments, image, later));
        else this.setImages(placed(this.images, image, later));
        return;
      }
      addToKeptDraft(chatId, place, image, later);
    },

    /**
     * Puts an image's settings into the form.
     *
     * @param seed whether the same picture is wanted, with its seed
     * @param images those of the settings, as they are shown
     */
    use(
      settings: ImageSettings,
      { seed, images, models }: { seed: boolean; images: DraftImage[]; models: readonly Model[] },
    ): void {
      this.prompt = settings.prompt;
      this.as_is = !isPlain(settings.prompt, lists());
      this.proposal_id = settings.proposal_id;
      this.negative_prompt = settings.negative_prompt;
      this.model = settings.model ?? '';
      Object.assign(this, typedSize(settings, this.modelFor(models)));
      this.seed = seed && settings.seed !== undefined ? String(settings.seed) : '';
      this.options = { ...settings.options };
      this.count = settings.count;
      Object.assign(this, additionsAsked(settings), { as_new: false });
      this.images = images;
      this.before = null;
      this.mask = settings.mask === null ? null : { id: settings.mask, thumbnail: '' };
      this.parent = null;
      this.errors = {};
      this.save();
    },

    /** The picture was asked for: what it was made from has served. */
    clearSources(): void {
      this.mask = null;
      this.parent = null;
      this.setImages([]);
    },

    usePrompt(prompt: string, asIs = !isPlain(prompt, lists())): void {
      this.prompt = prompt;
      this.as_is = asIs;
      this.proposal_id = null;
      Object.assign(this, followingWords(this));
      this.errors = {};
      this.save();
    },

    /**
     * The settings for every image that this prompt stands for; where not all can be, none are, and
     * the fields say why.
     *
     * @param free how many more pictures may be in the making
     * @param last the image that one goes on from whose words say so
     */
    requests(prompt: string, models: readonly Model[], free: number, last: ImageRow | null = null) {
      const result = draftRequests(this, prompt, this.modelFor(models), free, lists(), last);
      this.errors = result.ok ? {} : result.errors;
      return result.ok ? result.requests : [];
    },

    /** Replaces the text by one of my earlier prompts: 1 is further back, -1 further forward. */
    recall(prompts: readonly RecalledPrompt[], step: 1 | -1): void {
      const next = Math.min(Math.max(this.recalled + step, -1), prompts.length - 1);
      if (next === this.recalled) return;
      this.recalled = next;
      const { prompt, as_is } = prompts[next] ?? { prompt: '', as_is: false };
      this.usePrompt(prompt, as_is);
    },
  };
}

export type DraftStore = ReturnType<typeof createDraftStore>;

function fieldOf(mode: 'message' | 'image'): 'message' | 'prompt' {
  return mode === 'message' ? 'message' : 'prompt';
}
