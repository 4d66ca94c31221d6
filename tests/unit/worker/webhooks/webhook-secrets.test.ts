import { expect, test } from 'vitest';
import { WebhookSecrets } from '../../../../src/worker/webhooks/webhook-secrets.ts';

/** Secrets with a clock and a Replicate that say what they are told to. */
function start() {
  const world: { now: number; secret: string | null; asks: number } = {
    now: 0,
    secret: 'whsec_one',
    asks: 0,
  };
  const secrets = new WebhookSecrets({
    now: () => world.now,
    fetchSecret: async () => {
      world.asks += 1;
      return world.secret;
    },
  });
  return { world, secrets };
}

test('the secret is asked for once and then known', async () => {
  const { world, secrets } = start();
  for (let count = 0; count < 5; count += 1) expect(await secrets.known()).toEqual(['whsec_one']);
  expect(world.asks).toBe(1);
});

test('forged webhooks ask for it at most once a minute', async () => {
  const { world, secrets } = start();
  await secrets.known();
  for (world.now = 0; world.now < 10 * 60_000; world.now += 1_000) {
    expect(await secrets.renewed()).toEqual(['whsec_one']);
  }
  expect(world.asks).toBe(10);
});

test('one that was replaced is known within a minute', async () => {
  const { world, secrets } = start();
  await secrets.known();
  world.secret = 'whsec_two';
  expect(await secrets.renewed()).toEqual(['whsec_one']);
  world.now += 60_000;
  expect(await secrets.renewed()).toEqual(['whsec_two']);
  expect(await secrets.known()).toEqual(['whsec_two']);
});

test('while it cannot be had nothing is known, and it is asked for ten times a minute', async () => {
  const { world, secrets } = start();
  world.secret = null;
  for (let count = 0; count < 50; count += 1) expect(await secrets.known()).toBeNull();
  expect(world.asks).toBe(10);
  world.now += 60_000;
  world.secret = 'whsec_one';
  expect(await secrets.known()).toEqual(['whsec_one']);
});

test('when asking anew fails, the old one still counts, but refutes nothing', async () => {
  const { world, secrets } = start();
  await secrets.known();
  world.now += 60_000;
  world.secret = null;
  expect(await secrets.renewed()).toBeNull();
  expect(await secrets.renewed()).toBeNull();
  expect(await secrets.known()).toEqual(['whsec_one']);
  expect(world.asks).toBe(2);
  world.now += 60_000;
  world.secret = 'whsec_two';
  expect(await secrets.renewed()).toEqual(['whsec_two']);
});
