import { expect, test } from 'vitest';
import type { Service } from '../../../../src/domain/prediction-gate/service.ts';
import { operatorQueue, type OperatorQueue } from '../../../../src/worker/views/operator-queue.ts';

const now = Date.UTC(2026, 10, 27, 20, 10, 0);
const quiet: OperatorQueue = {
  limit: 20,
  running: 0,
  waiting: 0,
  oldest_waiting_since: null,
  service: { status: 'available' },
};

async function words(queue: OperatorQueue | null): Promise<string> {
  const html = String(await operatorQueue(queue, now));
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

test('what is at the provider and what waits is told, and for how long', async () => {
  expect(await words(quiet)).toContain('At Replicate 0 of 20 Waiting 0 Longest wait –');
  expect(
    await words({ ...quiet, running: 20, waiting: 1_204, oldest_waiting_since: now - 65_000 }),
  ).toContain('At Replicate 20 of 20 Waiting 1,204 Longest wait 1 min 5 s');
});

test('a gate that could not be asked makes no figures up', async () => {
  const said = await words(null);
  expect(said).toContain('The line could not be asked.');
  expect(said).not.toContain('At Replicate');
});

const refused = { refusals: 1, probe: null } as const;

test.each<[Service, string]>([
  [{ status: 'available' }, 'does not refuse the account.'],
  [
    { status: 'throttled', until: now + 5_000 },
    'slow down. What waits is asked for soon. The next picture is tried at 27 Nov, 20:10:05.',
  ],
  [
    { status: 'unauthorized', until: now + 5_000, ...refused },
    'has to set REPLICATE_API_TOKEN anew. The next picture is tried at 27 Nov, 20:10:05.',
  ],
  [
    { status: 'no_credit', until: now - 1, ...refused },
    'can add some. The next picture tries whether it is so still.',
  ],
])('how the account is treated is told: %j', async (service, sentence) => {
  expect(await words({ ...quiet, service })).toContain(sentence);
});
