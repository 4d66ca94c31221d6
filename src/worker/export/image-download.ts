import * as z from 'zod/mini';
import { additionSchema } from '../../protocol/additions.ts';
import { wordsOf } from '../../protocol/compose-prompt.ts';
import { imageFactsSchema, type ImageFacts } from '../../protocol/image-facts.ts';
import { limits } from '../../protocol/limits.ts';
import type { MadeImage } from '../db/images.ts';
import { convertImage, type ConvertedType } from '../images/convert-image.ts';
import { embedImageFacts } from '../images/files/facts/embed-image-facts.ts';
import type { ImageType } from '../images/files/image-head.ts';
import { imageTypeOf } from '../images/files/read-head.ts';
import { stripMetadata } from '../images/files/strip-metadata.ts';
import { imageExtension, keyOfPath } from '../images/image-key.ts';
import { readObject, type ImageStore } from '../images/image-store.ts';
import { fileMemory, mostFileMemory } from '../images/upload-body.ts';
import { imageFileName } from './file-name.ts';

/** What somebody wants of a download; `metadata` says whether it tells how it was made. */
export type DownloadOptions = { format: ConvertedType | 'original'; metadata: 'keep' | 'strip' };

/** Where images come from; `images` converts them, where there is such a binding. */
export type DownloadSource = { store: ImageStore; images: ImagesBinding | undefined };

/** `missing`: the store does not have it. `not_converted`: it could not be made another format. */
export type Download =
  | { ok: true; bytes: Uint8Array<ArrayBuffer>; contentType: string; name: string }
  | { ok: false; reason: 'missing' | 'not_converted' };

/** How long a download waits for memory, in milliseconds. */
const memoryMs = 20_000;

/**
 * Takes the memory in which `imageDownload` makes a file: as it is stored, without its metadata, and
 * with others.
 *
 * @returns how to give it back; `null` where none was free in time
 */
export async function downloadMemory({
  bytes,
}: Pick<MadeImage, 'bytes'>): Promise<(() => void) | null> {
  const wanted = Math.min(3 * (bytes ?? 0), mostFileMemory);
  return fileMemory.take(wanted, AbortSignal.timeout(memoryMs)).catch(() => null);
}

/**
 * One image as a file, in the format that is wanted, and with how it was made written into it where
 * the format has a place for that. Never throws: what the store does not give, even asked twice, is
 * missing.
 */
export async function imageDownload(
  { store, images }: DownloadSource,
  image: MadeImage,
  { format, metadata }: DownloadOptions,
): Promise<Download> {
  const read = () => readObject(store, keyOfPath(image.url ?? ''));
  const stored = await read().catch(() => read().catch(() => null));
  if (!stored) return { ok: false, reason: 'missing' };
  const storedType = imageTypeOf(stored);
  const wanted = format === 'original' ? storedType : format;
  const bytes = wanted === storedType ? stored : await converted(images, stored, format);
  if (!bytes) return { ok: false, reason: 'not_converted' };
  // What we cannot read we give as it is.
  const file = wanted === null ? bytes : withMetadata(bytes, wanted, image, metadata);
  const contentType = wanted ?? image.content_type ?? 'application/octet-stream';
  const name = imageFileName(image.prompt, image.id, imageExtension(contentType));
  return { ok: true, bytes: file, contentType, name };
}

async function converted(
  images: ImagesBinding | undefined,
  stored: Uint8Array<ArrayBuffer>,
  format: DownloadOptions['format'],
): Promise<Uint8Array<ArrayBuffer> | null> {
  return format === 'original' ? null : convertImage(images, stored, format);
}

function withMetadata(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: ImageType,
  image: MadeImage,
  metadata: DownloadOptions['metadata'],
): Uint8Array<ArrayBuffer> {
  if (metadata === 'strip') return stripMetadata(bytes, contentType);
  // What somebody sent was not made here, and came without metadata.
  const facts = image.kind === 'upload' ? null : factsOf(image);
  return (facts && embedImageFacts(bytes, contentType, facts)) ?? bytes;
}

/** `null` where the row is not as it has to be. */
function factsOf(image: MadeImage): ImageFacts | null {
  const { id, prompt, negative_prompt, model, seed, shape, width, height, created_at } = image;
  const { composed_prompt, composed_negative_prompt } = image;
  const additions = z.array(additionSchema).safeParse(JSON.parse(image.additions)).data ?? [];
  const facts = imageFactsSchema.safeParse({
    app: 'Darkroom',
    prompt: wordsOf({ prompt, additions }),
    negative_prompt,
    composed_prompt,
    composed_negative_prompt,
    styles: additions
      .filter(({ kind, entry_id }) => kind === 'style' && entry_id === null)
      .slice(0, limits.stylesPerRequest),
    model,
    seed,
    width,
    height,
    shape,
    options: JSON.parse(image.options),
    author: image.author ?? '',
    created_at,
    image_id: id,
  });
  return facts.success ? facts.data : null;
}
