import { expect, test } from 'vitest';
import { listPrices } from '../../src/domain/models/curated.ts';
import { ask, room, rowOf } from './support/image-requests.ts';

/** That each model works is shown elsewhere; its price goes the same way. */
const some = ['stability-ai/sdxl', 'black-forest-labs/flux-schnell', 'google/imagen-4'];

test.each(Object.entries(listPrices).filter(([model]) => some.includes(model)))(
  'an image of %s is noted with its price, from the request on',
  { timeout: 20_000 },
  async (model, price) => {
    const { client } = await room();
    const { id } = await ask(client, { model });
    const { images } = await client.hears('changes', (changes) =>
      changes.images.some((image) => image.id === id),
    );
    expect(images).toMatchObject([{ id, price }]);
    expect(await rowOf(client, id)).toMatchObject({ status: 'completed', price });
  },
);
