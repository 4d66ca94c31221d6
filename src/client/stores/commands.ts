import {
  commandPlan,
  pictureInWords,
  type CommandPicture,
  type CommandPlan,
} from '../state/commands/command-plan.ts';
import type { TypedCommand } from '../state/commands/read-command.ts';
import { freeImages } from '../state/prompt-plan.ts';
import { setStyles, styleChoices } from './chosen-styles.ts';
import { movesFor, runMove } from './image-moves.ts';
import { endRequest, lastImage } from './last-image.ts';
import type { Stores } from './stores.ts';
import { expandWords } from './suggestions.ts';
import { keepTyped } from './typed-prompts.ts';

/** The picture that commands are about: of the message that is answered, or else the latest one. */
function commandPicture(stores: Stores): CommandPicture | null {
  const { chat, chats, draft } = stores;
  const answered =
    draft.mode === 'message' && draft.reply
      ? (chat.messageOf(draft.reply.message_id)?.image_id ?? null)
      : null;
  const id = answered ?? chat.gallery[0]?.id;
  const image = id === undefined ? null : chat.imageOf(id);
  if (!image) return null;
  const author = chat.nameOf(image.requested_by);
  const whose = image.requested_by === chats.me.id ? 'your' : `${author}’s`;
  return { image, whose, author, moves: movesFor(stores, image) };
}

/** The picture that commands are about, in words. */
export function commandPictureInWords(stores: Stores): string {
  const picture = commandPicture(stores);
  return picture ? pictureInWords(picture) : 'the latest picture';
}

/** What a command in the composer will do as things stand. */
export function planOf(
  stores: Stores,
  typed: Exclude<TypedCommand, { kind: 'words' }>,
): CommandPlan {
  const { chat, draft } = stores;
  const { models, simulated, language } = chat;
  const picture = commandPicture(stores);
  const styles = styleChoices(stores);
  const free = freeImages(chat);
  const last = lastImage(stores, draft.modelFor(models));
  const { lists } = chat;
  const nameOf = (id: string) => chat.nameOf(id);
  const room = { models, styles, simulated, language, lists, last, nameOf };
  return commandPlan(typed, { ...room, draft, free, picture });
}

/** Does what was planned, and empties the composer. A plan that does nothing leaves it as it is. */
export function runPlan(stores: Stores, plan: CommandPlan): void {
  const { chat, draft, ui } = stores;
  if (plan.does === 'nothing') return;
  draft.setText('');
  // Of what was answered something is made: that was the answer.
  const isOfPicture = plan.does === 'move' || (plan.does === 'make' && plan.of_picture);
  if (isOfPicture) draft.setReply(null);
  if (plan.does === 'make') {
    chat.requestImages(plan.requests);
    endRequest(stores, plan.requests);
    if (plan.requests.length > 1) keepTyped(draft.chatId, plan.prompt);
    if (draft.mode === 'image' && !isOfPicture) draft.clearSources();
    window.dispatchEvent(new Event('sent'));
  } else if (plan.does === 'move') runMove(stores, plan.image, plan.move);
  else if (plan.does === 'expand') expandWords(stores, plan.prompt);
  else if (plan.does === 'seed') {
    draft.setSeed(plan.seed);
    ui.toast(plan.words);
  } else if (plan.does === 'style') {
    setStyles(draft, plan.styles);
    // As chips they are in sight there.
    if (draft.mode === 'message') ui.toast(plan.words);
  } else if (plan.does === 'choose') ui.dialog = 'styles';
  else {
    ui.dialog = 'shortcuts';
    requestAnimationFrame(() =>
      document.querySelector('#keys-commands')?.scrollIntoView({ block: 'nearest' }),
    );
  }
}
