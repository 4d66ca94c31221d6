import type { KeptWords } from './prompts-api.ts';
import type { Stores } from './stores.ts';

/** The prompts that a room keeps: anybody in it may add, change and take them away. */

/** Puts a prompt into the library of the open room, or changes one there. @param id `null` for a new one */
export function shareWithRoom(stores: Stores, id: string | null, words: KeptWords): void {
  const { chat, ui } = stores;
  const chatId = chat.id;
  if (id !== null) {
    chat.changeEntry(id, words);
    ui.toast('Saved for everybody in this room');
    return;
  }
  chat.addEntry('prompt', { ...words, always: false });
  ui.toast('It is in this room’s library.', true, () => {
    if (chat.id !== chatId) return;
    const isIt = (fields: KeptWords) => fields.name === words.name && fields.text === words.text;
    const entry = chat.roomEntries.findLast(
      ({ kind, fields }) => kind === 'prompt' && isIt(fields),
    );
    if (entry && entry.id !== null) chat.changeEntry(entry.id, { deleted: true });
  });
}

/** Takes a prompt out of the library of the open room; a toast brings it back. */
export function takeFromRoom({ chat, ui }: Stores, id: string, name: string): void {
  const chatId = chat.id;
  chat.changeEntry(id, { deleted: true });
  ui.toast(`“${name || 'The prompt'}” is out of the library.`, true, () => {
    if (chat.id === chatId) chat.changeEntry(id, { deleted: false });
  });
}
