import { wordsOf } from '../../protocol/compose-prompt.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import { star, type ImageRow } from '../../protocol/rows.ts';
import { draftImage } from '../state/draft-images.ts';
import { editDraft } from '../state/edit-draft.ts';
import {
  againSettings,
  referenceModel,
  upscaleSettings,
  varySettings,
  type MoveSettings,
} from '../state/move-settings.ts';
import { movesOf, type Move, type MoveName } from '../state/next-moves.ts';
import { formSettingsOf } from '../state/settings-of-image.ts';
import { avatarOf } from '../state/words.ts';
import { focusSoon, showPrompt, usePromptOf, useSeedOf } from './actions.ts';
import { canCopyPicture, copyPicture } from './copy-picture.ts';
import { download } from './downloads.ts';
import { keepPromptOf } from './keep-prompt-of.ts';
import { deleteMessage, itemOfImage, starsOf } from './message-deeds.ts';
import { describePicture } from './suggestions.ts';
import { parentOf } from './last-image.ts';
import type { Stores } from './stores.ts';

/** What can be done with an image next, as it stands now. @param image its row, or the id of one that is here */
export function movesFor(stores: Stores, image: ImageRow | string): Move[] {
  const row = rowOf(stores, image);
  if (!row) return [];
  const item = itemOfImage(stores, row.id);
  const standing = {
    starred: isStarred(stores, row),
    may_delete: item?.can_delete ?? false,
    describes: stores.chat.language.describe,
  };
  const moves = movesOf(row, stores.chat.models, standing);
  return canCopyPicture() ? moves : moves.filter(({ name }) => name !== 'copy_picture');
}

/**
 * Does a move. Everything adds to the conversation or to the draft, nothing replaces a picture. Where
 * it cannot be done, a toast says why.
 *
 * @param image its row, or the id of one that is here
 * @param sure whether the question before a deletion is skipped
 */
export function runMove(
  stores: Stores,
  image: ImageRow | string,
  name: MoveName,
  sure = false,
): void {
  const row = rowOf(stores, image);
  if (!row || stores.chat.isLost()) return;
  const moves = movesFor(stores, row);
  const named = moves.find((one) => one.name === name);
  // By seeds alone there is no "a lot".
  const known = named ?? (name === 'vary_lot' && moves.find((one) => one.name === 'vary_little'));
  if (!known) return;
  if (known.available) deeds[known.name](stores, row, sure);
  else stores.ui.toast(known.reason, false);
}

type Deed = (stores: Stores, image: ImageRow, sure: boolean) => void;

const deeds: Record<MoveName, Deed> = {
  vary_little: (stores, image) =>
    askFurther(stores, varySettings(image, stores.chat.models, 'little')),
  vary_lot: (stores, image) => askFurther(stores, varySettings(image, stores.chat.models, 'lot')),
  upscale: (stores, image) => askFurther(stores, upscaleSettings(image, stores.chat.models)),
  run_again: (stores, image) => ask(stores, againSettings(image, stores.chat.models)),
  remix,
  follow_up: followUp,
  edit,
  reference,
  // The words of a follow-up alone say too little.
  use_prompt: (stores, image) => usePromptOf(stores, wordsOf(image)),
  keep_prompt: (stores, image) => keepPromptOf(stores, { ...image, prompt: wordsOf(image) }),
  use_seed: (stores, image) => useSeedOf(stores, String(image.seed ?? '')),
  use_all: (stores, image) => useSettings(stores, formSettings(stores, image), true),
  describe: (stores, image) => describePicture(stores, draftImage(image)),
  star: (stores, image) => {
    stores.chat.react(image.message_id, star, !isStarred(stores, image));
  },
  reply,
  details: ({ ui }, image) => (ui.lightbox = image.id),
  download: (stores, image) => download(stores, [image.id]),
  copy_picture: (stores, image) => void copyPicture(stores, image),
  copy_prompt: ({ ui }, image) => void ui.copy(image.prompt, 'Prompt copied'),
  copy_seed: ({ ui }, image) => void ui.copy(String(image.seed ?? ''), 'Seed copied'),
  copy_link: ({ ui, chat }, image) => {
    const path = `/chats/${chat.id ?? ''}/messages/${image.message_id}`;
    void ui.copy(`${location.origin}${path}`, 'Link copied');
  },
  delete: (stores, image, sure) => {
    const item = itemOfImage(stores, image.id);
    if (!item) return;
    if (sure && stores.ui.lightbox === image.id) stores.ui.lightbox = null;
    deleteMessage(stores, item, sure);
  },
};

/** Whether it has my star: as it is shown, or of one that is not shown as the server has it. */
function isStarred(stores: Stores, image: ImageRow): boolean {
  const item = itemOfImage(stores, image.id);
  if (item) return starsOf(item).mine;
  const given = stores.chat.messageOf(image.message_id)?.reactions ?? [];
  const { id } = stores.chats.me;
  return given.some(({ reaction, user_ids }) => reaction === star && user_ids.includes(id));
}

function rowOf({ chat }: Stores, image: ImageRow | string): ImageRow | null {
  return typeof image === 'string' ? chat.imageOf(image) : image;
}

/**
 * Asks for an image at once, and brings the end of the conversation before the person: who did not
 * see it would ask again, and pay again.
 */
function ask({ chat, ui }: Stores, asked: MoveSettings): void {
  if (!asked.ok) return;
  if (ui.lightbox !== null) ui.focusNext = '.scroller';
  ui.lightbox = null;
  chat.requestImage(asked.settings);
  window.dispatchEvent(new Event('sent'));
}

/** Asks for a child of an image. In the lightbox it is seen among the family, where it was asked for. */
function askFurther(stores: Stores, asked: MoveSettings): void {
  if (!asked.ok || stores.ui.lightbox === null) ask(stores, asked);
  else stores.chat.requestImage(asked.settings);
}

/** What an image was asked for with, for the form: also the styles that were chosen for it. */
function formSettings({ chat }: Stores, image: ImageRow): ImageSettings {
  return formSettingsOf(image, chat.models);
}

/** Puts settings into the form, and opens the form to show them. */
export function useSettings(stores: Stores, settings: ImageSettings, seed: boolean): void {
  const { chat, draft } = stores;
  draft.use(settings, { seed, images: chat.draftImages(settings), models: chat.models });
  showForm(stores);
}

/** Opens the form, and gives its prompt the focus. */
export function showForm(stores: Stores): void {
  const { draft, ui } = stores;
  ui.panel = 'create';
  if (draft.mode === 'image') draft.mode = 'message';
  showPrompt(stores);
}

function remix(stores: Stores, image: ImageRow): void {
  useSettings(stores, formSettings(stores, image), false);
  stores.draft.setParent(parentOf(stores.chat, image, 'remix'));
}

/** What is written next goes on from this image. */
function followUp(stores: Stores, image: ImageRow): void {
  const { chat, draft } = stores;
  draft.usePrompt('');
  draft.setParent(parentOf(chat, image, 'follow_up'));
  showPrompt(stores);
}

function edit(stores: Stores, image: ImageRow): void {
  const { chat, draft } = stores;
  const fields = editDraft(image, chat.models, chat.nameOf(image.requested_by));
  if (!fields) return;
  draft.lendModel(fields.model, chat.models);
  Object.assign(draft, { ...fields, errors: {} });
  showForm(stores);
}

function reference(stores: Stores, image: ImageRow): void {
  const { chat, draft, ui } = stores;
  const chosen = draft.modelFor(chat.models);
  const model = referenceModel(chosen, chat.models);
  if (!model) return;
  if (model.id !== chosen?.id) {
    draft.lendModel(model.id, chat.models);
    ui.toast(`${model.name} is chosen now: it can start from pictures`);
  }
  const others = draft.images.filter(({ id }) => id !== image.id);
  // Where there is no room for another one, it takes the place of the last.
  draft.setImages([...others.slice(0, model.images.max - 1), draftImage(image)]);
  showPrompt(stores);
}

/** The next message will answer the one with this image. */
function reply({ chat, draft, ui }: Stores, image: ImageRow): void {
  draft.mode = 'message';
  draft.setReply({
    message_id: image.message_id,
    author: chat.nameOf(image.requested_by),
    avatar: avatarOf(image.requested_by),
    text: image.prompt || 'Picture',
    image_url: image.thumbnail_url ?? image.url,
  });
  ui.lightbox = null;
  focusSoon('#composer-text');
}
