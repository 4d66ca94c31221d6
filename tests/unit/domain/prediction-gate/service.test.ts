import { describe, expect, test } from 'vitest';
import { serviceMessage } from '../../../../src/domain/prediction-gate/service-message.ts';
import {
  answered,
  changesAt,
  isOver,
  pauses,
  type Answer,
  type Service,
} from '../../../../src/domain/prediction-gate/service.ts';
import { given, holding, newGate, report, T0, waiting } from './gates.ts';

const refused: Answer = { kind: 'refused', code: 'no_credit' };
const taken: Answer = { kind: 'taken' };
const available = { status: 'available' } as Service;

/** A gate whose account was refused at T0, with three images of three people waiting. */
function refusedGate() {
  const gate = newGate();
  gate.service = answered(available, refused, T0);
  const images = ['ada', 'lin', 'mira'].map((user, at) => waiting(user, at));
  report(gate, 'a', { waiting: images });
  return { gate, ids: images.map(({ image_id }) => image_id) };
}

describe('an account that is refused', () => {
  test('[B1] gets nothing until the pause is over', () => {
    const { gate, ids } = refusedGate();
    expect(given(gate, 20, T0 + pauses.firstMs - 1)).toEqual([]);
    expect(given(gate, 20, T0 + pauses.firstMs)).toEqual([ids[0]]);
  });

  test('[B2] then one image tries, and no other until it was answered', () => {
    const { gate, ids } = refusedGate();
    const at = T0 + pauses.firstMs;
    given(gate, 20, at);
    expect(given(gate, 20, at + 60_000)).toEqual([]);
    gate.service = answered(gate.service, taken, at + 61_000);
    expect(given(gate, 20, at + 61_000)).toEqual(ids.slice(1));
  });

  test('[B3] is available again with the first answer that is no refusal', () => {
    expect(answered(answered(available, refused, T0), taken, T0 + 1)).toEqual(available);
  });

  test('[B4] is left alone for twice as long after each try, up to a bound', () => {
    let service = available;
    let at = T0;
    const seen: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      service = answered(service, refused, at);
      const until = changesAt(service) ?? 0;
      seen.push(until - at);
      at = until;
    }
    expect(seen.slice(0, 3)).toEqual([15_000, 30_000, 60_000]);
    expect(seen.at(-1)).toBe(pauses.longestMs);
  });

  test('[B4] others that were on their way when the first was refused do not count', () => {
    const once = answered(available, refused, T0);
    expect(answered(once, refused, T0 + 5)).toBe(once);
  });

  test('[B5] a try that ends without an answer is followed by another', () => {
    const { gate } = refusedGate();
    const at = T0 + pauses.firstMs;
    given(gate, 20, at);
    report(gate, 'a', { waiting: [waiting('lin', 1, { image_id: 'next' })] });
    expect(given(gate, 20, at + 1)).toEqual(['next']);
  });

  test('[B7] what holds a slot keeps it', () => {
    const gate = newGate();
    report(gate, 'a', { holding: [holding('ada')] });
    gate.service = answered(available, refused, T0);
    given(gate, 20);
    expect(gate.rooms.get('a')?.holding).toHaveLength(1);
  });
});

describe('a provider that asks us to slow down', () => {
  const throttled = (seconds: number): Answer => ({
    kind: 'throttled',
    retry_after_ms: seconds * 1000,
  });

  test('[B6] gets nothing until the time that it asked for', () => {
    const gate = newGate();
    gate.service = answered(available, throttled(30), T0);
    report(gate, 'a', { waiting: [waiting('ada', 0)] });
    expect(given(gate, 20, T0 + 29_999)).toEqual([]);
    expect(isOver(gate.service, T0 + 30_000)).toBe(true);
    expect(given(gate, 20, T0 + 30_000)).toHaveLength(1);
  });

  test('[B6] the longest time counts, up to a bound', () => {
    const long = answered(answered(available, throttled(60), T0), throttled(5), T0 + 1);
    expect(long).toEqual({ status: 'throttled', until: T0 + 60_000 });
    const absurd = answered(available, throttled(1e9), T0);
    expect(absurd).toEqual({ status: 'throttled', until: T0 + pauses.throttledMs });
  });

  test('[B6] what is taken meanwhile was asked before, and ends nothing', () => {
    const service = answered(available, throttled(60), T0);
    expect(answered(service, taken, T0 + 1)).toBe(service);
  });

  test('[B6] an account that is refused stays refused', () => {
    const service = answered(answered(available, refused, T0), throttled(90), T0 + 1);
    expect(service).toMatchObject({ status: 'no_credit', until: T0 + 90_001 });
  });
});

test('people hear of the account in one sentence', () => {
  expect(serviceMessage(available)).toEqual({
    type: 'image_service',
    status: 'available',
    message: null,
    until: null,
  });
  for (const status of ['unauthorized', 'no_credit'] as const) {
    const service = { status, until: T0, refusals: 1, probe: null };
    const { message } = serviceMessage(service);
    expect(message).toMatch(/Whoever runs/);
  }
});
