import sharp from 'sharp';
import type { Uploads } from '../uploads/uploads.ts';

const LARGEST_BYTES = 32 * 1024 * 1024;
const MOST_PIXELS = 100_000_000;
const ANSWER_WITHIN_MS = 5000;
/** What the models' own image library opens; an SVG is none of them. */
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'heif', 'tiff']);

/** A picture that goes into a prediction. */
export interface Source {
  bytes: Uint8Array;
  /** Pixels, as it stands upright. */
  width: number;
  /** Pixels, as it stands upright. */
  height: number;
}

/**
 * Reads a picture that an input names.
 * @param address a data URI, an address on the web, or one of this simulator's own files
 * @param baseUrl where the caller reaches this simulator, without a slash at the end
 * @returns what is wrong with it, as a model would say it, when it cannot be had
 */
export async function readSource(
  address: string,
  baseUrl: string,
  uploads: Uploads,
): Promise<Source | { problem: string }> {
  const named = address.length > 100 ? `${address.slice(0, 100)}...` : address;
  const got = await bytesAt(address, baseUrl, uploads);
  if ('problem' in got) return { problem: `Failed to download ${named}: ${got.problem}` };
  const source = await measure(got.bytes);
  return source ?? { problem: `cannot identify image file ${named}` };
}

async function bytesAt(
  address: string,
  baseUrl: string,
  uploads: Uploads,
): Promise<{ bytes: Uint8Array } | { problem: string }> {
  const id = ownFile(address, baseUrl);
  if (id !== undefined) {
    const upload = uploads.find(id);
    return upload ? { bytes: uploads.bytes(upload) } : { problem: '404 Not Found' };
  }
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    if (!response.ok) return { problem: `${response.status} ${response.statusText}`.trim() };
    return await readBounded(response);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

async function readBounded(
  response: Response,
): Promise<{ bytes: Uint8Array } | { problem: string }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > LARGEST_BYTES) return { problem: 'more than 32 MiB' };
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks) };
}

/** The id of the file that an address of this simulator means. */
function ownFile(address: string, baseUrl: string): string | undefined {
  if (!address.startsWith(`${baseUrl}/v1/files/`)) return undefined;
  return /^\/v1\/files\/([^/]+)(?:\/download)?$/.exec(new URL(address).pathname)?.[1];
}

/** Undefined for what is no picture, or a broken one. */
async function measure(bytes: Uint8Array): Promise<Source | undefined> {
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS });
    const { format, autoOrient } = await image.metadata();
    if (!FORMATS.has(format)) return undefined;
    // Every pixel has to be read to know that they are all there.
    await image.resize(8, 8, { fit: 'fill' }).raw().toBuffer();
    return { bytes, width: autoOrient.width, height: autoOrient.height };
  } catch {
    return undefined;
  }
}
