import { fetchOutput } from './fetch-output.ts';
import { imageFormat } from './image-format.ts';

/** Bytes of a partial image at the most: everybody in the room gets it with the progress. */
const mostPreviewBytes = 24 * 1024;

/**
 * A partial image as a data URL.
 *
 * @returns `null` where it cannot be fetched, is no image, or is too large to be passed around
 */
export async function fetchPreview(url: string): Promise<string | null> {
  const fetched = await fetchOutput(url, mostPreviewBytes);
  if (!fetched.ok) return null;
  fetched.done();
  const format = imageFormat(fetched.bytes);
  if (!format?.isWhole) return null;
  return `data:${format.contentType};base64,${btoa(String.fromCharCode(...fetched.bytes))}`;
}
