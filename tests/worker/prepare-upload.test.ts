import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { prepareUpload } from '../../src/worker/images/files/prepare-upload.ts';
import { readHead } from '../../src/worker/images/files/read-head.ts';
import { cornersPng, photo, place, seen } from './support/pictures.ts';

/** Where the corners of a picture that lies so are to be seen, as EXIF has it. */
const upright: Record<number, string[]> = {
  1: ['red', 'green', 'blue', 'white'],
  2: ['green', 'red', 'white', 'blue'],
  3: ['white', 'blue', 'green', 'red'],
  4: ['blue', 'white', 'red', 'green'],
  5: ['red', 'blue', 'green', 'white'],
  6: ['blue', 'red', 'white', 'green'],
  7: ['white', 'green', 'blue', 'red'],
  8: ['green', 'white', 'red', 'blue'],
};

const types = ['image/jpeg', 'image/png', 'image/webp'] as const;
const orientations = [1, 2, 3, 4, 5, 6, 7, 8];

const asText = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

const failing = {
  ...env.IMAGES,
  input: () => {
    throw new Error('IMAGES_TRANSFORM_ERROR 9423');
  },
} as unknown as ImagesBinding;

const bindings: [name: string, images: ImagesBinding | undefined][] = [
  ['is turned upright', env.IMAGES],
  ['keeps how it lies where there is no binding', undefined],
  ['keeps how it lies where the binding fails', failing],
];

test.each(types.flatMap((type) => bindings.map(([name, images]) => [type, name, images] as const)))(
  '%s %s, and says nothing else',
  async (type, _name, images) => {
    for (const orientation of orientations) {
      const given = await photo[type](orientation);
      expect(asText(given)).toContain(place);
      const prepared = await prepareUpload(given, images);
      if (!prepared.ok) throw new Error(prepared.refusal.message);
      const size = orientation >= 5 ? { width: 32, height: 48 } : { width: 48, height: 32 };
      expect(prepared).toMatchObject({ contentType: type, ...size, settings: null });
      expect(asText(prepared.bytes)).not.toContain(place);
      expect(await seen(prepared.bytes), `${orientation}`).toEqual({
        ...size,
        corners: upright[orientation],
      });
      // Mirrored, which no camera makes, only JPEG is turned for sure.
      const isTurned =
        images === env.IMAGES && (type === 'image/jpeg' || [3, 6, 8].includes(orientation));
      expect(readHead(prepared.bytes)?.orientation).toBe(isTurned ? 1 : orientation);
    }
  },
);

test('what is upright is not made anew: its pixels stay to the bit', async () => {
  const given = cornersPng();
  expect(await prepareUpload(given, env.IMAGES)).toMatchObject({ ok: true, bytes: given });
});

test('a binding that gives something else than was asked for is not believed', async () => {
  const other = {
    ...env.IMAGES,
    input: () => other,
    transform: () => other,
    output: async () => ({ response: () => new Response(cornersPng()) }),
  };
  const prepared = await prepareUpload(
    await photo['image/jpeg'](6),
    other as unknown as ImagesBinding,
  );
  if (!prepared.ok) throw new Error(prepared.refusal.message);
  expect(readHead(prepared.bytes)).toMatchObject({ contentType: 'image/jpeg', orientation: 6 });
});
