import sharp from 'sharp';
import type { ImageFacts } from '../../../../../src/protocol/image-facts.ts';
import type { ImageType } from '../../../../../src/worker/images/files/image-head.ts';

const size = { width: 40, height: 30 };

/** Pixels of which no two neighbours are the same, so that a mistake is seen. */
const noise = Buffer.from(
  Array.from({ length: size.width * size.height * 3 }, (_, index) => (index * index * 31) % 251),
);

/** What a camera writes and nobody else is to read; all of it is searched for in the bytes. */
export const secrets = ['SecretAuthor', 'SecretPlace', 'SecretCamera', 'SecretWords'];

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>SecretWords</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;

const formats = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
} as const;

/** A picture of 40 by 30 without anything else. */
export async function picture(type: ImageType): Promise<Uint8Array<ArrayBuffer>> {
  const made = sharp(noise, { raw: { ...size, channels: 3 } })[formats[type]]();
  return new Uint8Array(await made.toBuffer());
}

/** A picture as a camera would give it: with EXIF, its place, XMP and a profile of its colours. */
export async function photo(type: ImageType, orientation = 1): Promise<Uint8Array<ArrayBuffer>> {
  const made = sharp(noise, { raw: { ...size, channels: 3 } })
    .withMetadata({ orientation })
    .withIccProfile('p3')
    .withExif({
      IFD0: { Artist: 'SecretAuthor', Model: 'SecretCamera' },
      IFD3: { GPSLatitudeRef: 'N', GPSMapDatum: 'SecretPlace' },
    })
    .withXmp(xmp);
  return new Uint8Array(await made.toFormat(formats[type]).toBuffer());
}

/** Three pictures of 40 by 30 that follow each other, repeated twice. */
export async function animation(
  type: 'image/gif' | 'image/webp',
): Promise<Uint8Array<ArrayBuffer>> {
  const colours = ['#c33', '#3c3', '#33c'];
  const frames = await Promise.all(
    colours.map((background) =>
      sharp({ create: { ...size, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const made = sharp(frames, { join: { animated: true } })[formats[type]]({
    loop: 2,
    delay: [90, 80, 70],
  });
  return new Uint8Array(await made.toBuffer());
}

/** The pixels of a file as an outside judge sees them, all frames of it. */
export async function pixelsOf(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { animated: true }).raw().toBuffer();
}

/** Bytes as text, each a character: to look for words in them. */
export const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** How an image was made, whatever is not said being ordinary. */
export const factsOf = (more: Partial<ImageFacts> = {}): ImageFacts => ({
  app: 'Darkroom',
  prompt: 'a lighthouse in a storm at dusk',
  negative_prompt: 'people, boats',
  composed_prompt: null,
  composed_negative_prompt: null,
  styles: [],
  model: 'black-forest-labs/flux-dev',
  seed: 7,
  width: 768,
  height: 512,
  shape: '3:2',
  options: { num_inference_steps: 28, guidance: 3.5, go_fast: true, output_format: 'webp' },
  author: 'Ada',
  created_at: 1_795_439_645_000,
  image_id: 'i'.repeat(22),
  ...more,
});
