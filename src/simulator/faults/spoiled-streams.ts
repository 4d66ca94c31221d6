import { setTimeout as delay } from 'node:timers/promises';

type Bytes = Uint8Array<ArrayBuffer>;

const DRIP_BYTES = 64;
const DRIP_MS = 250;
const PIECE_BYTES = 65_536;

/** The picture, then nothing but zeros for ever. */
export function endless(picture: Bytes): ReadableStream<Bytes> {
  return padded(picture, Infinity);
}

/** The picture, then zeros until there are so many bytes. */
export function padded(picture: Bytes, size: number): ReadableStream<Bytes> {
  let left = size - picture.length;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(picture);
    },
    pull(controller) {
      if (left <= 0) return controller.close();
      controller.enqueue(new Uint8Array(Math.min(PIECE_BYTES, left)));
      left -= PIECE_BYTES;
    },
  });
}

/** A few bytes, again and again, until the picture is there. */
export function drip(picture: Bytes): ReadableStream<Bytes> {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await delay(DRIP_MS, undefined, { ref: false });
      controller.enqueue(picture.subarray(sent, sent + DRIP_BYTES));
      sent += DRIP_BYTES;
      if (sent >= picture.length) controller.close();
    },
  });
}

/** Half of the picture, and then silence on a connection that stays open. */
export function stalled(picture: Bytes): ReadableStream<Bytes> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(picture.subarray(0, Math.floor(picture.length / 2)));
    },
  });
}
