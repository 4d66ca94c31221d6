import type { PromptRow } from '../state/prompt-rows.ts';
import { settingsOfImage } from '../state/settings-of-image.ts';
import { visitMessage } from './actions.ts';
import { sentenceOf } from './http-api.ts';
import { runMove, useSettings } from './image-moves.ts';
import { imageRowOf } from './prompts-api.ts';
import type { Stores } from './stores.ts';

/** What people do with a prompt of the list. */

/**
 * Puts all settings of a prompt's latest image into the form. From another room only those that hold
 * here: its pictures are not to be had.
 */
export async function useAllOfRow(stores: Stores, row: PromptRow): Promise<void> {
  const { chat, ui } = stores;
  if (row.place === null || row.image_id === null) return;
  const { id: openId } = chat;
  try {
    const { chat_id } = row.place;
    const image = chat.imageOf(row.image_id) ?? (await imageRowOf(chat_id, row.image_id));
    if (chat.id !== openId) return;
    if (!image) return ui.toast('That picture is not there any more.', false);
    if (chat_id === openId) return runMove(stores, image, 'use_all');
    const alone = { ...image, images: [], mask_sha256: null, parent_id: null };
    const settings = settingsOfImage(alone, chat.models);
    useSettings(
      stores,
      { ...settings, kind: 'original', context: 'room', styles: [...row.styles] },
      true,
    );
  } catch (error) {
    ui.toast(sentenceOf(error), false);
  }
}

/** Brings the pictures of a prompt before the person, in their room. */
export function showPicturesOf(stores: Stores, { place, image_id }: PromptRow): void {
  const { chat, ui } = stores;
  if (place === null) {
    if (image_id !== null && chat.imageOf(image_id)) ui.lightbox = image_id;
    return;
  }
  visitMessage(stores, { id: place.chat_id, name: place.chat_name }, place.message_id);
  // Where the panel lies over the conversation it would hide them.
  if (window.matchMedia('(max-width: 1367px)').matches) ui.panel = null;
}
