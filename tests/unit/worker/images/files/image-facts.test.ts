import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { imageFactsSchema } from '../../../../../src/protocol/image-facts.ts';
import { joined } from '../../../../../src/worker/images/files/bytes.ts';
import { embedImageFacts } from '../../../../../src/worker/images/files/facts/embed-image-facts.ts';
import { readImageFacts } from '../../../../../src/worker/images/files/facts/read-image-facts.ts';
import { jpegSegment } from '../../../../../src/worker/images/files/jpeg/jpeg-segments.ts';
import { pngChunk } from '../../../../../src/worker/images/files/png/png-chunks.ts';
import { stripMetadata } from '../../../../../src/worker/images/files/strip-metadata.ts';
import { webpChunk, webpFile } from '../../../../../src/worker/images/files/webp/webp-chunks.ts';
import { Random } from '../../../../chaos/random.ts';
import { asText, factsOf, photo, picture, pixelsOf, secrets } from './samples.ts';

const embedded = ['image/png', 'image/jpeg', 'image/webp'] as const;

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

/** Whatever a prompt can hold, and XML, JSON, EXIF or PNG may stumble over. */
const pieces = [
  'a fox',
  'é',
  '日本語',
  '😀',
  '👩‍👩‍👧',
  '"',
  "'",
  '\\',
  '\\u0000',
  '&',
  '&amp;',
  '<',
  '>',
  ']]>',
  '<!--',
  '<b>',
  '</darkroom:settings>',
  '\nNegative prompt: none\nSteps: 1, Seed: 1, Size: 1x1',
  '\0',
  '\u0007',
  '\r\n',
  '\n',
  '\t',
  '\u2028',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\udc00',
  '\ufeff',
  ', ',
  ': ',
  '{}',
  '%00',
];

const promptBy = (random: Random) => {
  let prompt = '';
  const length = random.pick([0, 1, 30, 400, 2_000]);
  while (prompt.length < length) prompt += random.pick(pieces);
  return prompt.slice(0, length);
};

describe.each(embedded)('%s', (type) => {
  test('gives back what was written into it, whatever the prompt', async () => {
    const image = await picture(type);
    const random = new Random(11);
    const prompts = Array.from({ length: 60 }, () => promptBy(random));
    const longest = pieces.map((piece) => piece.repeat(2_000).slice(0, 2_000));
    for (const prompt of [...prompts, ...longest]) {
      const facts = factsOf({
        prompt,
        negative_prompt: prompt.slice(0, 1_999),
        author: prompt.slice(0, 40),
      });
      const written = embedImageFacts(image, type, facts);
      expect(readImageFacts(written ?? image), JSON.stringify(prompt)).toEqual(facts);
    }
  });

  test('is the same picture, and shows others how it was made', async () => {
    const given = await photo(type, 6);
    const facts = factsOf();
    const written = embedImageFacts(given, type, facts) ?? given;
    const text = Buffer.from(written).toString('latin1');
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(await pixelsOf(written)).toEqual(await pixelsOf(given));
    const { xmp, exif, icc, orientation, comments } = await sharp(written).metadata();
    expect(orientation).toBe(6);
    expect(icc).toEqual((await sharp(given).metadata()).icc);
    const packet = String(xmp);
    expect(packet).toContain(
      '<rdf:li xml:lang="x-default">a lighthouse in a storm at dusk</rdf:li>',
    );
    expect(packet).toContain('<rdf:li>Ada</rdf:li>');
    expect(packet).toContain('<xmp:CreateDate>2026-11-');
    const parameters =
      'a lighthouse in a storm at dusk\nNegative prompt: people, boats\nSteps: 28, CFG scale: 3.5, Seed: 7, Size: 768x512, Model: black-forest-labs/flux-dev, Version: Darkroom';
    if (type === 'image/png') {
      expect(Object.fromEntries((comments ?? []).map((one) => [one.keyword, one.text]))).toEqual({
        Description: facts.prompt,
        Author: 'Ada',
        Software: 'Darkroom',
        'Creation Time': new Date(facts.created_at ?? 0).toUTCString(),
        parameters,
      });
    } else {
      expect(exif?.toString('latin1')).toContain(facts.prompt);
      expect(exif?.includes(Buffer.from(parameters, 'utf16le').swap16())).toBe(true);
    }
  });

  test('written anew holds the newer only, and stripped none', async () => {
    const first = embedImageFacts(await picture(type), type, factsOf({ prompt: 'the first' }));
    const second = embedImageFacts(first ?? new Uint8Array(), type, factsOf({ prompt: 'another' }));
    const text = Buffer.from(second ?? []).toString('latin1');
    expect(text).toContain('another');
    expect(text).not.toContain('the first');
    const stripped = stripMetadata(second ?? new Uint8Array(), type);
    expect(readImageFacts(stripped)).toBeNull();
    expect(stripped).toEqual(stripMetadata(await picture(type), type));
  });

  test('that is changed or cut gives facts as the schema has them, or none, and never throws', async () => {
    const random = new Random(3);
    const written = embedImageFacts(await picture(type), type, factsOf()) ?? new Uint8Array();
    for (let round = 0; round < 500; round += 1) {
      const changed = written.slice(
        0,
        random.chance(0.5) ? undefined : random.between(0, written.length),
      );
      for (let times = random.between(0, 6); times > 0 && changed.length > 0; times -= 1) {
        changed[random.between(0, changed.length - 1)] = random.between(0, 255);
      }
      const facts = readImageFacts(changed);
      if (facts) expect(imageFactsSchema.parse(facts)).toEqual(facts);
    }
  });
});

test.each(['image/avif', 'image/gif'] as const)('into %s nothing is written', async (type) => {
  expect(embedImageFacts(await picture(type), type, factsOf())).toBeNull();
  expect(readImageFacts(await picture(type))).toBeNull();
});

test('what is too much for a JPEG goes without the options, and with all the rest', async () => {
  const options = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`option_${index}`, 'x'.repeat(2_000)]),
  );
  const facts = factsOf({ options });
  const image = await picture('image/jpeg');
  const written = embedImageFacts(image, 'image/jpeg', facts) ?? image;
  expect(readImageFacts(written)).toEqual({ ...facts, options: {} });
  expect(await pixelsOf(written)).toEqual(await pixelsOf(image));
});

test('what is too long with all that was added goes without that, and with what was typed', async () => {
  const long = '\ud800'.repeat(4_000);
  const style = { name: 'ink', text: '墨'.repeat(1_000), negative_prompt: '' };
  const styles = Array.from({ length: 6 }, () => style);
  const facts = factsOf({
    prompt: long,
    composed_prompt: long,
    composed_negative_prompt: long,
    styles,
  });
  const image = await picture('image/jpeg');
  const written = embedImageFacts(image, 'image/jpeg', facts) ?? image;
  expect(readImageFacts(written)).toEqual({
    ...facts,
    options: {},
    composed_prompt: null,
    composed_negative_prompt: null,
    styles: [],
  });
});

test('other programs read what the model was asked with, and we read both', async () => {
  const facts = factsOf({
    prompt: 'Ida at night',
    composed_prompt: 'Ida at night. Ida: a keeper in red',
    composed_negative_prompt: 'people, boats, text',
    styles: [{ name: 'Ink', text: 'ink on paper', negative_prompt: 'photo' }],
  });
  const image = await picture('image/png');
  const written = embedImageFacts(image, 'image/png', facts) ?? image;
  expect(asText(written)).toContain(
    'Ida at night. Ida: a keeper in red\nNegative prompt: people, boats, text\nSteps: 28',
  );
  expect(readImageFacts(written)).toEqual(facts);
});

const parameters = [
  'masterpiece, a castle (night:1.2)\non a hill',
  'Negative prompt: blurry, bad hands,\nworst quality',
  'Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: 2870305590, Size: 512x768, Model hash: 6ce0161689, Model: "dream, shaper: 8", Version: v1.6.0',
].join('\n');

/** EXIF with nothing but a comment, the low byte first. */
const exifWith = (comment: string, kind = 'UNICODE\0') => {
  const words = kind.startsWith('U') ? Buffer.from(comment, 'utf16le') : Buffer.from(comment);
  const exif = Buffer.alloc(44 + kind.length + words.length);
  exif.write('II*\0\u0008\0\0\0\u0001\0', 'latin1');
  exif.set([0x69, 0x87, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0x86, 0x92, 7, 0], 10);
  exif.writeUInt32LE(kind.length + words.length, 32);
  exif.writeUInt32LE(44, 36);
  exif.write(kind, 44, 'latin1');
  exif.set(words, 44 + kind.length);
  return new Uint8Array(exif);
};

const byOthers: [name: string, make: () => Promise<Uint8Array>][] = [
  [
    'PNG',
    async () => {
      const png = await picture('image/png');
      const text = pngChunk('tEXt', bytesOf(`parameters\0${parameters}`));
      return joined([png.subarray(0, 33), text, png.subarray(33)]);
    },
  ],
  [
    'JPEG',
    async () => {
      const jpeg = await picture('image/jpeg');
      const exif = jpegSegment(0xe1, joined([bytesOf('Exif\0\0'), exifWith(parameters)]));
      return joined([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
    },
  ],
  [
    'WebP',
    async () => {
      const webp = await picture('image/webp');
      const exif = webpChunk(
        'EXIF',
        joined([bytesOf('Exif\0\0'), exifWith(parameters, 'ASCII\0\0\0')]),
      );
      return webpFile([webp.subarray(12), exif]);
    },
  ],
];

test.each(byOthers)('a %s of another program says how it was made', async (_name, make) => {
  expect(readImageFacts(await make())).toEqual({
    app: null,
    prompt: 'masterpiece, a castle (night:1.2)\non a hill',
    negative_prompt: 'blurry, bad hands,\nworst quality',
    composed_prompt: null,
    composed_negative_prompt: null,
    styles: [],
    model: 'dream, shaper: 8',
    seed: 2_870_305_590,
    width: 512,
    height: 768,
    shape: null,
    options: {},
    author: '',
    created_at: null,
    image_id: null,
  });
});

test.each([
  ['no settings', 'just a comment'],
  ['too few to be sure', 'a prompt\nSeed: 1, by the sea'],
  ['nothing', ''],
  ['an endless line', 'a: b, '.repeat(10_000)],
])('of parameters with %s nothing is taken', async (_name, words) => {
  const png = await picture('image/png');
  const text = pngChunk('tEXt', bytesOf(`parameters\0${words}`));
  expect(readImageFacts(joined([png.subarray(0, 33), text, png.subarray(33)]))).toBeNull();
});

test.each([
  ['no JSON', 'hello'],
  ['JSON of something else', '{"prompt":7}'],
  ['a prompt that is too long', JSON.stringify(factsOf({ prompt: 'x'.repeat(4_001) }))],
  ['nested beyond measure', '['.repeat(150_000)],
  ['an entity that is no character', '&#x110000;&#99999999;'],
])('of settings that are %s nothing is taken', async (_name, words) => {
  const jpeg = await picture('image/jpeg');
  const packet = `http://ns.adobe.com/xap/1.0/\0<darkroom:settings>${words}</darkroom:settings>`;
  const xmp = jpegSegment(0xe1, bytesOf(packet.slice(0, 65_000)));
  expect(readImageFacts(joined([jpeg.subarray(0, 2), xmp, jpeg.subarray(2)]))).toBeNull();
});

test('settings that another program wrote as an attribute are read as well', async () => {
  const jpeg = await picture('image/jpeg');
  const json = JSON.stringify(factsOf()).replaceAll('"', '&quot;');
  const packet = `http://ns.adobe.com/xap/1.0/\0<rdf:Description darkroom:settings="${json}"/>`;
  const xmp = jpegSegment(0xe1, bytesOf(packet));
  expect(readImageFacts(joined([jpeg.subarray(0, 2), xmp, jpeg.subarray(2)]))).toEqual(factsOf());
});
