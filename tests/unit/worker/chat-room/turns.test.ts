import { expect, test } from 'vitest';
import { Turns } from '../../../../src/worker/chat-room/turns.ts';

const never = new AbortController().signal;

/** Asks for a turn, and says whether it came. */
function ask(turns: Turns, signal = never) {
  const asked = { came: false, turn: turns.take(signal) };
  void (async () => {
    asked.came = (await asked.turn) !== null;
  })();
  return asked;
}

test('so many have a turn at once, and the next comes when one gives it back, in order', async () => {
  const turns = new Turns(2);
  const [one, , third, fourth] = [ask(turns), ask(turns), ask(turns), ask(turns)];
  const first = await one.turn;
  expect([third.came, fourth.came]).toEqual([false, false]);
  first?.done();
  await third.turn;
  expect([third.came, fourth.came]).toEqual([true, false]);
});

test('whoever gives up waits no longer, and takes no turn from anybody', async () => {
  const turns = new Turns(1);
  const giveUp = new AbortController();
  const holder = await ask(turns).turn;
  const gone = ask(turns, giveUp.signal);
  const next = ask(turns);
  giveUp.abort();
  expect(await gone.turn).toBeNull();
  holder?.done();
  expect(await next.turn).not.toBeNull();
  expect(await ask(turns, giveUp.signal).turn).toBeNull();
});
