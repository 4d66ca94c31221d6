import { thumbHashToDataURL } from 'thumbhash';

/** The address, with all in it, of what a ThumbHash in base64 looks like; empty where it is broken. */
export function placeholderUrl(hash: string): string {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(hash), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}
