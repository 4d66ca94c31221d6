import type { LanguagePicture } from '../../domain/language/language-task.ts';
import { imageExtension } from '../images/image-key.ts';
import { uploadFile } from '../images/replicate-files.ts';
import type { ReplicateSettings } from '../settings.ts';

/** Bytes up to which Replicate advises a data URI (replicate.com/docs/topics/predictions/input-files). */
const mostInline = 256 * 1024;

/**
 * The address by which an input names a picture: the picture itself where it is small, else that of
 * Replicate's copy.
 *
 * @returns `null` where the copy could not be made
 */
export async function givePicture(
  settings: ReplicateSettings,
  { bytes, contentType }: LanguagePicture,
  signal: AbortSignal,
): Promise<string | null> {
  if (bytes.length <= mostInline) return `data:${contentType};base64,${base64(bytes)}`;
  const own = new Uint8Array(bytes);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', own));
  const sha256 = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const file = new File([own], `${sha256}.${imageExtension(contentType)}`, { type: contentType });
  const kept = await uploadFile(settings, { file, sha256 }, 1, signal);
  return 'address' in kept ? kept.address : null;
}

function base64(bytes: Uint8Array): string {
  let text = '';
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(text);
}
