import { bytesOf, joined, textAt } from '../bytes.ts';
import { pngChunk, pngChunks } from './png-chunks.ts';

/** Bytes of one text that are read, and texts that are looked at. */
const most = { bytes: 256 * 1024, texts: 64 };

/** A piece of text in a PNG as UTF-8, uncompressed. `keyword` has 1 to 79 characters of Latin 1. */
export function pngText(keyword: string, text: string): Uint8Array<ArrayBuffer> {
  // After the keyword: not compressed, no language, no translation of the keyword.
  const head = bytesOf(`${keyword}\0\0\0\0\0`);
  return pngChunk('iTXt', joined([head, new TextEncoder().encode(text.replaceAll('\0', ' '))]));
}

/** The texts of a PNG by their keywords, the first of each; without compressed ones. */
export function pngTexts(bytes: Uint8Array): Map<string, string> {
  const texts = new Map<string, string>();
  let left = most.texts;
  for (const { type, dataStart, dataEnd } of pngChunks(bytes)) {
    if ((type !== 'tEXt' && type !== 'iTXt') || left === 0) continue;
    left -= 1;
    const data = bytes.subarray(dataStart, Math.min(dataEnd, dataStart + most.bytes));
    const keywordEnd = data.indexOf(0);
    if (keywordEnd < 1 || keywordEnd > 79) continue;
    const keyword = textAt(data, 0, keywordEnd);
    const text =
      type === 'tEXt' ? latin1(data.subarray(keywordEnd + 1)) : international(data, keywordEnd);
    if (text !== null && !texts.has(keyword)) texts.set(keyword, text);
  }
  return texts;
}

/** Latin 1 is what PNG says; some programs write UTF-8 all the same. */
function latin1(data: Uint8Array): string {
  const text = new TextDecoder().decode(data);
  return text.includes('\ufffd')
    ? Array.from(data, (byte) => String.fromCharCode(byte)).join('')
    : text;
}

/** The text of an iTXt chunk; `null` where it is compressed or broken. */
function international(data: Uint8Array, keywordEnd: number): string | null {
  if (data[keywordEnd + 1] !== 0) return null;
  const languageEnd = data.indexOf(0, keywordEnd + 3);
  const start = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1);
  return start < 0 ? null : new TextDecoder().decode(data.subarray(start + 1));
}
