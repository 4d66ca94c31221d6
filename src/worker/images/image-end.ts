/**
 * Whether an image's bytes come to their end, as far as its format lets that be seen: a download that
 * broke off has a good beginning, and the rest is missing.
 *
 * @param contentType what the bytes begin as
 */
export function hasItsEnd(bytes: Uint8Array, contentType: string): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (contentType) {
    case 'image/png':
      return pngEnds(view);
    case 'image/jpeg':
      return jpegEnds(bytes);
    case 'image/webp':
      // RIFF says how long it is, and chunks are padded to an even number of bytes.
      return bytes.length >= 12 && view.getUint32(4, true) + 8 <= bytes.length;
    case 'image/avif':
      return boxesEnd(view);
    default:
      return true;
  }
}

const pngSignature = 8;
const iend = 0x49454e44;

/** PNG: chunks of length, type, data and checksum; the last is IEND. */
function pngEnds(view: DataView): boolean {
  let at = pngSignature;
  while (at + 12 <= view.byteLength) {
    const next = at + 12 + view.getUint32(at);
    if (view.getUint32(at + 4) === iend) return next <= view.byteLength;
    at = next;
  }
  return false;
}

/** JPEG: ends with FF D9, after which some writers leave a little padding. */
function jpegEnds(bytes: Uint8Array): boolean {
  const tail = bytes.subarray(-64);
  return tail.some((byte, at) => byte === 0xff && tail[at + 1] === 0xd9);
}

/** AVIF: boxes of length, type and data; the last may say 0, "up to the end". */
function boxesEnd(view: DataView): boolean {
  let at = 0;
  while (at + 8 <= view.byteLength) {
    const short = view.getUint32(at);
    if (short === 0) return true;
    const isLong = short === 1;
    if (isLong && at + 16 > view.byteLength) return false;
    const length = isLong ? Number(view.getBigUint64(at + 8)) : short;
    if (length < 8) return false;
    at += length;
  }
  return at === view.byteLength;
}
