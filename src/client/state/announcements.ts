import type { ServerMessage } from '../../protocol/server-message.ts';
import type { ChatState } from './chat-state.ts';

/**
 * What a screen reader says of the images that change: asked for, half done, ready, or why not.
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
        return message.images
          .filter(({ id, requested_by }) => !before.images.has(id) && requested_by !== me)
          .map(({ requested_by }) => `${nameOf(after, requested_by)} asked for a picture.`);
      case 'image_progress': {
        const was = before.progress.get(message.image_id)?.progress ?? 0;
        const half = !message.estimated && was < 50 && (message.progress ?? 0) >= 50;
        return half ? ['A picture is half done.'] : [];
      }
      case 'image_complete':
        if (message.status === 'completed') return [`Ready: ${message.prompt}`];
        return message.status === 'failed'
          ? [message.error?.message ?? 'A picture failed.']
          : ['A picture was canceled.'];
      // Why it cannot be made is what the banner says.
      case 'image_service': {
        const isBack = message.status === 'available' && before.service !== null;
        return isBack ? ['Pictures can be made again.'] : [];
      }
      default:
        return [];
    }
  });
}

function nameOf(state: ChatState, id: string): string {
  return state.members.get(id)?.name ?? 'Somebody';
}
