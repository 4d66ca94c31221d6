import { expect, test } from 'vitest';
import { connect } from './support/connect.ts';
import { ask, ends, room } from './support/image-requests.ts';
import { predictionsOf, refusedCreations, script } from './support/simulator-client.ts';

test.each([
  [402, 'no_credit', 'Insufficient credit'],
  [401, 'unauthorized', 'Unauthenticated'],
] as const)(
  'an account that is refused with %i is asked once, says so, and is tried again by one',
  async (status, code, title) => {
    const { ada, chat, client } = await room();
    const before = await refusedCreations(status);
    const broke = `refused with ${status}`;
    await script({
      on: 'create',
      prompt_includes: broke,
      then: { status, body: { title, detail: 'What only the operator is to read' } },
    });
    const first = await ask(client, { prompt: broke });
    const end = await ends(client, first.id);
    expect(end).toMatchObject({
      status: 'failed',
      error: { code, may_have_been_charged: false, detail: null },
    });
    const news = await client.hears('image_service');
    expect(news).toMatchObject({ status: code, message: end.error?.message });

    // What is asked for meanwhile is taken, and waits.
    const waits = await Promise.all([ask(client), ask(client)]);
    const late = await connect(ada, chat);
    expect(await late.hears('image_service')).toMatchObject({ status: code });
    // Another room learns of it when somebody comes.
    const other = await room();
    expect(await other.client.hears('image_service')).toMatchObject({ status: code });
    for (const { prompt } of waits) expect(await predictionsOf(prompt)).toEqual([]);
    expect(await refusedCreations(status)).toBe(before + 1);

    // After the pause one tries; it is taken, and so are the others.
    await client.hears('image_service', (said) => said.status === 'available');
    await other.client.hears('image_service', (said) => said.status === 'available');
    for (const { id, prompt } of waits) {
      expect(await ends(client, id)).toMatchObject({ status: 'completed' });
      expect(await predictionsOf(prompt)).toHaveLength(1);
    }
    expect(await refusedCreations(status)).toBe(before + 1);
  },
);
