import type { z } from 'zod';
import type { faultScript } from '../../../src/simulator/faults/fault-script.ts';
import type { Random } from '../random.ts';

/** A rule as the simulator's `POST /simulator/faults` takes it. */
export type FaultRule = z.input<typeof faultScript>[number];

/** A way in which something goes wrong for one prompt. */
export type FaultKind = {
  name: string;
  /** What it strikes. */
  call: FaultRule['on'];
  /** Whether it may rightly keep the image from being completed. */
  spoils: boolean;
  /** Whether nothing but a cancel or the deadline ends its prediction. */
  endless?: boolean;
  rule: (about: { prompt_includes: string }, random: Random) => FaultRule;
};

type EffectOn<On extends FaultRule['on']> = Extract<FaultRule, { on: On }>['then'];
/** What any call can meet. */
type Effect = EffectOn<'cancel'>;

/** The app waits for an answer for 10 s: some holds are shorter, some longer. In milliseconds. */
const holds = { short: [1_000, 7_000], long: [11_000, 16_000], any: [1_000, 12_000] } as const;

const held = (random: Random, [least, most]: readonly [number, number]): Effect => ({
  hold: random.between(least, most),
});
const serverError = (random: Random): Effect => ({
  refuse: random.pick(['server_error', 'bad_gateway', 'unavailable']),
});
const throttled = (random: Random): Effect => ({
  refuse: 'throttled',
  retry_after: random.between(1, 4),
  retry_after_in: random.pick(['both', 'header', 'date', 'body']),
});
const reset = (): Effect => ({ reset: true });
const junk = (random: Random): Effect => ({
  junk: random.pick(['<html>Bad gateway</html>', '{"id":', 'null', '']),
});

const create = (
  name: string,
  then: (random: Random) => Effect,
  { accepted = false, most = 1, spoils = false } = {},
): FaultKind => ({
  name: `create ${name}`,
  call: 'create',
  spoils,
  rule: (about, random) => {
    const times = random.between(1, most);
    return { on: 'create', ...about, times, after_accept: accepted, then: then(random) };
  },
});

const get = (name: string, then: (random: Random) => EffectOn<'get'>): FaultKind => ({
  name: `get ${name}`,
  call: 'get',
  spoils: false,
  rule: (about, random) => {
    return { on: 'get', ...about, times: random.between(1, 4), then: then(random) };
  },
});

const prediction = (
  name: string,
  then: (random: Random) => EffectOn<'prediction'>,
  { spoils = false, endless = false } = {},
): FaultKind => ({
  name: `prediction ${name}`,
  call: 'prediction',
  spoils: spoils || endless,
  endless,
  rule: (about, random) => ({ on: 'prediction', ...about, then: then(random) }),
});

/** Of the finished picture; the app tries five times to have it. */
const output = (
  name: string,
  then: (random: Random) => EffectOn<'output'>,
  { most = 1, spoils = false } = {},
): FaultKind => ({
  name: `output ${name}`,
  call: 'output',
  spoils,
  rule: (about, random) => {
    const times = random.between(1, most);
    return { on: 'output', ...about, part: 'final', times, then: then(random) };
  },
});

const cancel = (name: string, then: (random: Random) => Effect, accepted = false): FaultKind => ({
  name: `cancel ${name}`,
  call: 'cancel',
  spoils: false,
  rule: (about, random) => {
    const times = random.between(1, 3);
    return { on: 'cancel', ...about, times, after_accept: accepted, then: then(random) };
  },
});

const webhook = (name: string, then: (random: Random) => EffectOn<'webhook'>): FaultKind => ({
  name: `webhook ${name}`,
  call: 'webhook',
  spoils: false,
  rule: (about, random) => {
    return { on: 'webhook', ...about, times: random.between(1, 6), then: then(random) };
  },
});

const badOutputs = [
  null,
  [],
  '',
  [null],
  [['$ORIGIN/nothing.png']],
  ['data:image/png;base64,AAAA'],
  ['file:///etc/passwd'],
  ['http://169.254.169.254/'],
  { image: '$PICTURE_0' },
];
const accepted = true;
const spoils = true;

/** Every kind; each is as likely as the other. */
export const faultKinds: FaultKind[] = [
  create('dropped after acceptance', reset, { accepted }),
  create('held', (random) => held(random, holds.short)),
  create('held for too long', (random) => held(random, holds.long), { accepted }),
  create('accepted too late', (random) => held(random, holds.long)),
  create('throttled', throttled, { most: 3 }),
  create('throttled without a word when', () => ({ refuse: 'throttled' }), { most: 3 }),
  create(
    'refused for the account',
    (random) => ({
      refuse: random.pick(['unauthenticated', 'no_credit']),
    }),
    { spoils },
  ),
  create(
    'refused for the input',
    (random) => ({
      refuse: random.pick(['invalid_input', 'invalid_version', 'not_found']),
    }),
    { spoils },
  ),
  create('5xx', serverError, { most: 2 }),
  create('5xx after acceptance', serverError, { accepted }),
  create('reset', reset, { most: 2 }),
  create('junk', junk),
  create('junk after acceptance', junk, { accepted }),
  get('5xx', serverError),
  get('throttled', throttled),
  get('reset', reset),
  get('junk', junk),
  get('held', (random) => held(random, holds.any)),
  get('stale', (random) => ({ stale_ms: random.between(500, 3_000) })),
  prediction(
    'fails',
    (random) => ({
      fail_like: random.pick(['nsfw', 'sensitive', 'out_of_memory']),
    }),
    { spoils },
  ),
  prediction('hangs while starting', () => ({ hang: 'starting' }), { endless: true }),
  prediction('hangs while processing', () => ({ hang: 'processing' }), { endless: true }),
  prediction('aborts', () => ({ abort: true }), { spoils }),
  prediction('has an unknown status', () => ({ status: 'pondering' }), { endless: true }),
  prediction('has an unknown status for a while', (random) => ({
    status: 'pondering',
    for_ms: random.between(500, 5_000),
  })),
  prediction('gives a bad output', (random) => ({ output: random.pick(badOutputs) }), { spoils }),
  prediction('ignores a cancel', () => ({ ignores_cancel: true, factor: 3 })),
  prediction('is listed late', (random) => ({ unlisted_ms: random.between(500, 4_000) })),
  prediction('shuffles its progress', (random) => ({
    progress: random.pick(['shuffled', 'none', 'after_end']),
  })),
  prediction('makes several pictures', () => ({ pictures: 3 })),
  prediction('forgets its output at once', () => ({ data_kept_ms: 0 }), { spoils }),
  prediction(
    'gives up its addresses',
    (random) => ({
      files_kept_ms: random.between(0, 1_000),
      fresh_address: true,
    }),
    { spoils },
  ),
  output('missing once', () => ({ file: 'missing' })),
  output('expires once', () => ({ file: 'expired' })),
  output('missing', () => ({ file: 'missing' }), { most: 3, spoils }),
  output(
    'broken off',
    (random) => ({
      file: random.pick(['truncated', 'length_too_large']),
    }),
    { most: 4 },
  ),
  output('never whole', () => ({ file: 'truncated' }), { most: 8, spoils }),
  output('slow', (random) => ({ file: random.pick(['slow', 'stalled']) }), { most: 2 }),
  output(
    'too much',
    (random) => ({
      file: random.pick(['endless', 'oversize', 'length_huge']),
    }),
    { spoils },
  ),
  output(
    'no picture',
    (random) => ({
      file: random.pick(['html', 'svg', 'text', 'wrong_magic', 'empty', 'bomb_header']),
    }),
    { spoils },
  ),
  output('5xx', serverError, { most: 4 }),
  output('reset', reset, { most: 4 }),
  output('redirected', () => ({ redirect: 'http://127.0.0.1:9/canary' }), { spoils }),
  webhook('never comes', () => ({ drop: true })),
  webhook('comes late', (random) => ({ delay_ms: random.between(500, 8_000) })),
  webhook('comes again', (random) => ({ repeat: random.between(2, 4) })),
  webhook('is not ours', (random) =>
    random.pick([
      { forge: true as const },
      { skew_seconds: -600 },
      { tamper: 'changed' as const },
      { unknown_prediction: true as const },
    ]),
  ),
  cancel('5xx', serverError),
  cancel('reset', reset),
  cancel('reset after acceptance', reset, accepted),
];

/** What goes wrong for whoever asks next: neither of these calls is about one prompt. */
export function passingFault(random: Random): FaultRule {
  const on = random.pick(['list', 'model'] as const);
  const then = random.pick([serverError, junk, reset])(random);
  return { on, times: random.between(1, 2), then };
}
