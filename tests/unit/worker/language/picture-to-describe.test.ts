import { expect, test } from 'vitest';
import type { ImageStore } from '../../../../src/worker/images/image-store.ts';
import { pictureToDescribe } from '../../../../src/worker/language/picture-to-describe.ts';

const name = 'a'.repeat(64);
const image = `chats/chat/images/${name}`;

/** A store that has these objects. */
function storageOf(objects: Record<string, string>) {
  const facts = (text: string) => ({
    size: text.length,
    etag: '',
    contentType: `image/${text}`,
    uploadedAt: 0,
  });
  const no = () => Promise.reject(new Error('not asked for here'));
  const store: ImageStore = {
    put: no,
    delete: no,
    list: no,
    head: async (key) => Promise.resolve(key in objects ? facts(objects[key] ?? '') : null),
    get: async (key) => {
      const text = objects[key];
      const body = new Blob([text ?? '']).stream();
      return Promise.resolve(text === undefined ? null : { ...facts(text), body });
    },
  };
  return { store, images: undefined, chatId: 'chat' };
}

async function described(objects: Record<string, string>) {
  const signal = AbortSignal.timeout(5_000);
  const found = await pictureToDescribe(storageOf(objects), name, signal);
  found?.done();
  return found && [found.picture.contentType, Buffer.from(found.picture.bytes).toString()];
}

test('a model looks at the thumbnail, else at the image, and at nothing that is gone', async () => {
  const thumbnail = { [`${image}.thumbnail`]: 'webp' };
  expect(await described({ [image]: 'png', ...thumbnail })).toEqual(['image/webp', 'webp']);
  expect(await described({ [image]: 'png' })).toEqual(['image/png', 'png']);
  expect(await described({})).toBeNull();
});
