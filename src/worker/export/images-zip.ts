import { makeZip } from 'client-zip';
import type { MadeImage } from '../db/images.ts';
import {
  downloadMemory,
  imageDownload,
  type DownloadOptions,
  type DownloadSource,
} from './image-download.ts';

/** Why a picture is not in a zip, in words. */
const reasons = {
  missing: 'its file could not be found',
  not_converted: 'it could not be converted',
  busy: 'too many pictures were being downloaded; try it again in a moment',
  unknown: 'there is no such picture in this room',
};

/**
 * Several images as a zip, made while it is read, one at a time. What cannot be had is left out, and
 * named in `missing.txt`.
 *
 * @param ids what was asked for, in that order
 * @param images those of them that there are
 */
export function imagesZip(
  source: DownloadSource,
  ids: readonly string[],
  images: readonly MadeImage[],
  options: DownloadOptions,
): ReadableStream<Uint8Array> {
  return makeZip(entries(source, ids, images, options), { buffersAreUTF8: true });
}

async function* entries(
  source: DownloadSource,
  ids: readonly string[],
  images: readonly MadeImage[],
  options: DownloadOptions,
) {
  const byId = new Map(images.map((image) => [image.id, image]));
  const taken = new Set<string>();
  const missing: string[] = [];
  for (const id of ids) {
    const image = byId.get(id);
    const made = image && (await makeInTurn(source, image, options));
    if (made?.ok) {
      // Two ids may begin alike.
      const name = taken.has(made.name) ? `${id}-${made.name}` : made.name;
      taken.add(name);
      yield { name, input: made.bytes, lastModified: new Date(image?.created_at ?? 0) };
    } else missing.push(`${id}: ${reasons[made?.reason ?? 'unknown']}.`);
  }
  if (missing.length === 0) return;
  const input = `These pictures are not here:\n\n${missing.join('\n')}\n`;
  yield { name: 'missing.txt', input, lastModified: new Date() };
}

/** Zips that are made at once wait for each other: a worker could not hold all their pictures. */
async function makeInTurn(source: DownloadSource, image: MadeImage, options: DownloadOptions) {
  const done = await downloadMemory(image);
  if (!done) return { ok: false, reason: 'busy' } as const;
  try {
    return await imageDownload(source, image, options);
  } finally {
    done();
  }
}
