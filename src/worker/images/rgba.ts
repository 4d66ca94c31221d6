import { convertIndexedToRgb, type DecodedPng } from 'fast-png';

/** The pixels of a decoded PNG as RGBA, 8 bits each. Throws where several share a byte. */
export function rgbaOf(png: DecodedPng): Uint8Array {
  const isIndexed = png.palette !== undefined;
  const channels = isIndexed ? (png.palette?.[0]?.length ?? 3) : png.channels;
  const values = isIndexed ? convertIndexedToRgb(png) : png.data;
  if (!isIndexed && png.depth < 8) throw new Error('Such a PNG is not read.');
  const isDeep = !isIndexed && png.depth === 16;
  const rgba = new Uint8Array(png.width * png.height * 4);
  for (let pixel = 0; pixel * 4 < rgba.length; pixel += 1) {
    const valueAt = (channel: number) => {
      const value = values[pixel * channels + channel] ?? 0;
      return isDeep ? value >> 8 : value;
    };
    const isGrey = channels < 3;
    const alpha = channels === 2 || channels === 4 ? valueAt(channels - 1) : 255;
    rgba.set([valueAt(0), valueAt(isGrey ? 0 : 1), valueAt(isGrey ? 0 : 2), alpha], pixel * 4);
  }
  return rgba;
}
