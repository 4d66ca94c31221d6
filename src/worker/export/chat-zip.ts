import { makeZip } from 'client-zip';
import type { ImageRow } from '../../protocol/rows.ts';
import { imageFile, keyOfPath } from '../images/image-key.ts';
import { readObject, type ImageStore } from '../images/image-store.ts';
import { chatJson } from './chat-json.ts';
import { chatPage } from './chat-page.ts';
import { exportPages, type Source } from './export-pages.ts';

/** Images that are read ahead: so many, as long as they have fewer bytes together. */
const ahead = { images: 4, bytes: 16 * 1024 * 1024 };

export type ZipOptions = { exportedAt: number; timeZone: string | undefined };

/** A chat as a zip: its images, a page to read it, and its data. Made while it is read. */
export function chatZip(
  source: Source,
  store: ImageStore,
  options: ZipOptions,
): ReadableStream<Uint8Array> {
  return makeZip(entries(source, store, options), { buffersAreUTF8: true });
}

async function* entries(source: Source, store: ImageStore, options: ZipOptions) {
  const lastModified = new Date(options.exportedAt);
  const missing = new Set<string>();
  for await (const { image, bytes } of readImages(source, store)) {
    if (bytes) yield { name: imageFile(image), input: bytes, lastModified: image.updated_at };
    else missing.add(image.id);
  }
  const json = nonEmpty(chatJson(source, options.exportedAt));
  yield { name: 'chat.json', input: json, lastModified };
  // Last, for only now it is known which images are there.
  const page = nonEmpty(chatPage(source, { ...options, missing }));
  yield { name: 'index.html', input: page, lastModified };
}

/** `client-zip` takes an empty piece for the end. */
async function* nonEmpty(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  for await (const piece of pieces) if (piece !== '') yield piece;
}

type ReadImage = { image: ImageRow; bytes: Uint8Array | null };

/** The chat's images in their order, some read ahead. `bytes` is `null` for one that is not there. */
async function* readImages(source: Source, store: ImageStore): AsyncGenerator<ReadImage> {
  const images = storedImages(source);
  const reading: Promise<ReadImage>[] = [];
  const sizes: number[] = [];
  const hasRoom = () =>
    reading.length < ahead.images && sizes.reduce((sum, size) => sum + size, 0) < ahead.bytes;
  for (let isEnd = false; !isEnd || reading.length > 0;) {
    while (!isEnd && hasRoom()) {
      const next = await images.next();
      if (next.done) isEnd = true;
      else {
        reading.push(readImage(next.value, store));
        sizes.push(next.value.bytes ?? 0);
      }
    }
    const first = reading.shift();
    if (first) yield await first;
    sizes.shift();
  }
}

async function* storedImages(source: Source): AsyncGenerator<ImageRow> {
  for await (const { images } of exportPages(source)) {
    yield* images.filter(({ status, deleted_at }) => status === 'completed' && deleted_at === null);
  }
}

/** Never throws: what the store does not give, even asked twice, is missing. */
async function readImage(image: ImageRow, store: ImageStore): Promise<ReadImage> {
  const read = () => readObject(store, keyOfPath(image.url ?? ''));
  const bytes = await read().catch(() => read().catch(() => null));
  return { image, bytes };
}
