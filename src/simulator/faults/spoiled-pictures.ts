import { crc32, createDeflate, deflateSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';

type Bytes = Uint8Array<ArrayBuffer>;

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Pixels along both sides that the header of the first bomb claims. */
const CLAIMED_SIDE = 50_000;
/** Pixels along both sides of the bomb that keeps its promise. */
const BOMB_SIDE = 30_000;
/** Enough to hold the head of a PNG, JPEG or WebP with its size. */
const HEAD_BYTES = 64;
const PAGE = '<!doctype html><script>alert(document.domain)</script>';

/** The picture, no longer beginning as any picture does. */
export function withWrongMagic(picture: Bytes): Bytes {
  return Uint8Array.from(picture, (byte, at) => (at < 16 ? byte ^ 0xff : byte));
}

/** The head of the picture, and noise where the rest of it was. */
export function withBrokenRest(picture: Bytes): Bytes {
  const bytes = new Uint8Array(picture);
  bytes.set(randomBytes(Math.max(0, bytes.length - HEAD_BYTES)), HEAD_BYTES);
  return bytes;
}

/** The whole picture, then a page with a script. */
export function withTrailingPage(picture: Bytes): Bytes {
  return join(picture, text(PAGE));
}

/** The head of a PNG, then a page with a script. */
export function polyglot(): Bytes {
  return join(SIGNATURE, header(64, 64, 8), text(PAGE));
}

/** A few bytes of PNG whose header promises 50,000 by 50,000 pixels. */
export function bombByHeader(): Bytes {
  const data = new Uint8Array(deflateSync(new Uint8Array(1024)));
  return join(
    SIGNATURE,
    header(CLAIMED_SIDE, CLAIMED_SIDE, 8),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  );
}

let built: Promise<Bytes> | undefined;

/** A valid PNG of some hundred kilobytes that decodes to 30,000 by 30,000 pixels. Built once. */
export async function bomb(): Promise<Bytes> {
  built ??= buildBomb();
  return built;
}

async function buildBomb(): Promise<Bytes> {
  // One bit a pixel and one filter byte a row, all the same: that is what compresses so well.
  const row = new Uint8Array(1 + BOMB_SIDE / 8);
  const deflate = createDeflate({ level: 9 });
  const compressed: Uint8Array[] = [];
  const reading = (async () => {
    for await (const part of deflate) if (part instanceof Uint8Array) compressed.push(part);
  })();
  const rowsAtOnce = new Uint8Array(row.length * 100);
  for (let done = 0; done < BOMB_SIDE; done += 100) {
    await new Promise((resolve) => {
      deflate.write(rowsAtOnce, resolve);
    });
  }
  deflate.end();
  await reading;
  return join(
    SIGNATURE,
    header(BOMB_SIDE, BOMB_SIDE, 1),
    chunk('IDAT', join(...compressed)),
    chunk('IEND', new Uint8Array()),
  );
}

/** @param depth bits a pixel, in grey */
function header(width: number, height: number, depth: 1 | 8): Bytes {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  view.setUint8(8, depth);
  return chunk('IHDR', data);
}

function chunk(type: string, data: Uint8Array): Bytes {
  const body = join(text(type), data);
  const frame = new Uint8Array(body.length + 8);
  const view = new DataView(frame.buffer);
  view.setUint32(0, data.length);
  frame.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  return frame;
}

function text(words: string): Bytes {
  return new Uint8Array(Buffer.from(words));
}

function join(...parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
