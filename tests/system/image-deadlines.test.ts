import { expect, onTestFinished, test } from 'vitest';
import { RunningApp } from '../support/running-app.ts';
import { scriptAt } from '../support/simulator-faults.ts';
import { predictionsIn, WebPerson } from '../support/web-person.ts';

/** What never ends by itself, and whether it may have been charged. */
const stuck = [
  ['never starts', { on: 'prediction', then: { hang: 'starting' } }, false],
  ['never ends', { on: 'prediction', then: { hang: 'processing' } }, true],
  ['is in a state that nobody knows', { on: 'prediction', then: { status: 'pondering' } }, true],
  [
    'takes no notice of a cancel',
    { on: 'prediction', then: { ignores_cancel: true, seconds: 60 } },
    true,
  ],
  ['cannot be asked for how it is', { on: 'get', times: 1_000, then: { status: 500 } }, true],
] as const;

test(
  'what never ends is stopped at its deadline, paid once, and says so',
  { timeout: 180_000 },
  async () => {
    const app = await RunningApp.start({ SIMULATOR_SECONDS: '1', RUN_SECONDS: '10' });
    onTestFinished(async () => void (await app.end()));
    const ada = await WebPerson.named(app.url, 'Ada');
    const client = await ada.connect(await ada.createChat('Deadlines'));
    await scriptAt(
      app.simulator,
      ...stuck.map(([prompt, rule]) => ({ ...rule, prompt_includes: prompt })),
      // What was asked for, and can never be found: nobody can tell whether it was paid.
      {
        on: 'create',
        prompt_includes: 'is lost',
        after_accept: true,
        then: { reset: true },
      },
      { on: 'list', times: 1_000, then: { status: 500 } },
    );
    const prompts = [...stuck.map(([prompt]) => prompt), 'is lost', 'goes well'];
    const ends = await Promise.all(
      prompts.map(async (prompt, index) => {
        const client_id = `request-${index}`;
        client.say({ type: 'image_request', client_id, prompt, width: 384, height: 384 });
        const answer = await client.answerTo(client_id);
        if (answer.type !== 'ack') throw new Error(answer.error.message);
        return client.hears('image_complete', ({ image_id }) => image_id === answer.id);
      }),
    );
    const found = ends.map(({ prompt, status, error }) => [
      prompt,
      status,
      // Whether Replicate's deadline or ours stops it is a matter of milliseconds.
      error?.code === 'prediction_aborted' ? 'timed_out' : error?.code,
      error?.may_have_been_charged,
    ]);
    expect(found).toEqual([
      ...stuck.map(([prompt, , charged]) => [prompt, 'failed', 'timed_out', charged]),
      ['is lost', 'failed', 'unresolved', true],
      ['goes well', 'completed', undefined, undefined],
    ]);
    const predictions = await predictionsIn(app.simulator);
    expect(predictions.map(({ input }) => input.prompt).toSorted()).toEqual(prompts.toSorted());
  },
);
