import type { Proposal } from '../../protocol/proposal.ts';
import type { ImageRow, MessageRow } from '../../protocol/rows.ts';
import type { Changes, ServerMessage } from '../../protocol/server-message.ts';
import { isFinished } from './apply-server-message.ts';
import { messageOf, type ChatState } from './chat-state.ts';
import { messagesInWords } from './proposal-words.ts';
import { isOf } from './suggestion.ts';

/**
 * What a screen reader says of the images and drafted prompts that change: asked for, half done,
 * ready, or why not.
 * Never every per cent.
 */
export function announcementsOf(
  before: ChatState,
  after: ChatState,
  messages: readonly ServerMessage[],
  me: string,
): string[] {
  if (before.rev === null) return [];
  return messages.flatMap((message) => {
    switch (message.type) {
      case 'changes':
        return [
          ...newRequests(message, before, me).map(({ image, count }) =>
            askedInWords(nameOf(after, image.requested_by), image.kind === 'upload', count),
          ),
          ...message.messages.flatMap((row) => proposalInWords(row, before, after, me)),
        ];
      case 'image_progress': {
        const was = before.progress.get(message.image_id)?.progress ?? 0;
        const half = !message.estimated && was < 50 && (message.progress ?? 0) >= 50;
        return half ? ['A picture is half done.'] : [];
      }
      case 'image_complete':
        if (message.status === 'completed') return readyInWords(message, after);
        return message.status === 'failed'
          ? [message.error?.message ?? 'A picture failed.']
          : ['A picture was canceled.'];
      // Why it cannot be made is what the banner says.
      case 'image_service': {
        const isBack = message.status === 'available' && before.service !== null;
        return isBack ? ['Pictures can be made again.'] : [];
      }
      // Once all of it is here, and whole: it is to be judged by ear.
      case 'suggestion': {
        const { suggestion } = after;
        const isHere = message.is_done && isOf(suggestion, message);
        return isHere && suggestion?.status === 'ready' ? [`Suggestion: ${suggestion.text}`] : [];
      }
      default:
        return [];
    }
  });
}

function nameOf(state: ChatState, id: string): string {
  return state.members.get(id)?.name ?? 'Somebody';
}

/** Images that others asked for or brought in just now; those that were asked for together as one. */
function newRequests({ images, messages }: Changes, before: ChatState, me: string) {
  // What an image comes from may come along with it, and is not new.
  const shown = new Set(messages.map(({ id }) => id));
  const fresh = images.filter(
    ({ id, message_id, requested_by }) =>
      !before.images.has(id) && requested_by !== me && shown.has(message_id),
  );
  const requests = new Map<string, { image: ImageRow; count: number }>();
  for (const image of fresh) {
    const key = image.set_id ?? image.id;
    requests.set(key, { image, count: (requests.get(key)?.count ?? 0) + 1 });
  }
  return [...requests.values()];
}

const counts = ['no', 'a', 'two', 'three', 'four'] as const;

function askedInWords(author: string, isUpload: boolean, count: number): string {
  const what = count === 1 ? 'a picture' : `${counts[count] ?? count} pictures`;
  return `${author} ${isUpload ? 'added' : 'asked for'} ${what}.`;
}

/** That an image is there; of a set once, when nothing of it is missing any more. */
function readyInWords(
  { image_id, prompt }: Extract<ServerMessage, { type: 'image_complete' }>,
  { images }: ChatState,
): string[] {
  const setId = images.get(image_id)?.set_id ?? null;
  if (setId === null) return [`Ready: ${prompt || 'a picture'}`];
  const set = [...images.values()].filter(({ set_id }) => set_id === setId);
  if (!set.every(({ id, status }) => id === image_id || isFinished(status))) return [];
  const done = set.filter(({ id, status }) => id === image_id || status === 'completed').length;
  return [`${done} of ${set.length} pictures are ready: ${prompt}`];
}

/** That a prompt is being drafted, by others; and of each once it is there to be used. */
function proposalInWords(
  { id, author_id, proposal }: MessageRow,
  before: ChatState,
  after: ChatState,
  me: string,
): string[] {
  const was = messageOf(before, id)?.proposal ?? null;
  if (!proposal) return [];
  const out = proposal.sources.find(
    ({ message_id, taken_out_by }) => taken_out_by !== null && takenOutBy(was, message_id) === null,
  );
  const author = nameOf(after, author_id);
  const count = proposal.sources.filter(({ taken_out_by }) => taken_out_by === null).length;
  const isBegun = was === null && author_id !== me;
  const isReady = proposal.status === 'ready' && was?.status !== 'ready';
  return [
    ...(isBegun ? [`${author} drafts a prompt from ${messagesInWords(count)}.`] : []),
    ...(out?.taken_out_by && out.taken_out_by !== me
      ? [`${nameOf(after, out.taken_out_by)} took a message out of the prompt.`]
      : []),
    ...(isReady ? ['The prompt is ready.'] : []),
  ];
}

function takenOutBy(proposal: Proposal | null, messageId: string): string | null | undefined {
  return proposal?.sources.find(({ message_id }) => message_id === messageId)?.taken_out_by;
}
