import type { RoomPage } from '../chat-room/room-page.ts';

/** Reads a page of a room, from after a `seq`; 0 begins. */
export type ReadPage = (afterSeq: number) => Promise<RoomPage>;

/**
 * What is exported: how to read it, page by page and as often as is needed, since it is never held
 * whole; and the first page, which was read already.
 */
export type Source = { read: ReadPage; first: RoomPage };

/**
 * All pages, oldest first, the images in the order of their messages. What is written while it is read is left out, so that everything that is
 * made of the pages tells of the same messages.
 */
export async function* exportPages({ read, first }: Source): AsyncGenerator<RoomPage> {
  let page = first;
  for (;;) {
    const messages = page.messages.filter(({ seq }) => seq <= first.rev);
    const images = new Map(page.images.map((row) => [row.id, row]));
    yield {
      ...page,
      messages,
      images: messages.flatMap((row) => images.get(row.image_id ?? '') ?? []),
    };
    if (page.next_seq === null || page.next_seq >= first.rev) return;
    page = await read(page.next_seq);
  }
}

/** Roughly how many bytes an export has, reckoned from its first page. */
export function exportBytes({ first }: Source, kind: 'json' | 'zip'): number {
  const encoder = new TextEncoder();
  const sample = encoder.encode(JSON.stringify([first.messages, first.images])).byteLength;
  const text = (sample / Math.max(1, first.messages.length)) * first.message_count;
  // The page in the zip says about as much again as its data.
  return Math.round(kind === 'json' ? text : text * 2 + first.image_bytes);
}
