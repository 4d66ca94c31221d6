import { AppUnderTest, type Patch } from '../app-under-test.ts';
import { faultKinds } from './faults.ts';
import { runImageChaos } from './image-chaos.ts';
import { brokenLines } from './report.ts';
import { imageChaosSettings } from './settings.ts';

/*
 * node tests/chaos/images/planted-bugs.ts [part of a name] [--verbose]
 *
 * Shows that the checker would see: runs the app with one bug after the other, each of which has to
 * be caught by its invariant. Ends with 0 where all were.
 */

/** A bug, what shakes it, and what has to notice it. */
type Planted = {
  name: string;
  patches: Patch[];
  /** Fault kinds by name, all that begin so; none for none. */
  kinds: string[];
  expects: string;
};

const job = 'src/domain/image-job';
const images = 'src/worker/images';
const room = 'src/worker/chat-room';

const bugs: Planted[] = [
  { name: 'none', patches: [], kinds: ['create', 'get', 'prediction', 'output'], expects: '' },
  {
    name: 'asks again after an unclear answer',
    patches: [
      {
        file: `${job}/on-event.ts`,
        find: "    case 'create_unknown': {",
        put: `    case 'create_unknown': {
      if (now > 0) return queuedAgain(job, now);`,
      },
    ],
    kinds: ['create dropped', 'create 5xx after', 'create junk after'],
    expects: 'at most one creation each',
  },
  {
    name: 'completes before the object is stored',
    patches: [
      {
        file: `${images}/store-output.ts`,
        find: '    put(storage.store, key, { bytes, contentType, sha256 }),',
        put: `    Promise.resolve(true).finally(() => {
      setTimeout(() => void put(storage.store, key, { bytes, contentType, sha256 }), 3_000);
    }),`,
      },
    ],
    kinds: [],
    expects: 'success means bytes',
  },
  {
    name: 'keeps what came of a broken download',
    patches: [
      {
        file: `${images}/fetch-output.ts`,
        find: 'for await (const chunk of body ?? []) {',
        put: 'for await (const chunk of whatCame(body)) {',
      },
      {
        file: `${images}/fetch-output.ts`,
        find: 'function grown(',
        put: `async function* whatCame(body: ReadableStream<Uint8Array> | null) {
  try {
    yield* body ?? [];
  } catch {
    return;
  }
}

function grown(`,
      },
      {
        file: `${images}/fetch-output.ts`,
        find: 'if (promised !== null && bytes.byteLength < promised)',
        put: 'if (bytes.byteLength === 0)',
      },
      {
        file: `${images}/store-output.ts`,
        find: 'if (!format.isWhole)',
        put: 'if (format.width === 0)',
      },
    ],
    kinds: ['output broken off'],
    expects: 'success means bytes',
  },
  {
    name: 'forgets its jobs when it is killed',
    patches: [
      {
        file: `${room}/image-jobs.ts`,
        find: 'for (const [id, job] of this.#jobs.live()) {',
        put: 'for (const [id, job] of [...this.#jobs.live()].slice(0, 0)) {',
      },
    ],
    kinds: [],
    expects: 'every accepted job ends',
  },
  {
    name: 'does not tell of a charge',
    patches: [
      {
        file: `${job}/ends.ts`,
        find: 'may_have_been_charged: charged',
        put: 'may_have_been_charged: charged && false',
      },
    ],
    kinds: ['prediction fails', 'output no picture'],
    expects: 'no silent spend',
  },
  {
    name: 'does not know a request again',
    patches: [
      {
        file: `${room}/room-requests.ts`,
        find: 'const kept = store.keptAck(userId, request.client_id);',
        put: 'const kept = request.client_id ? null : store.keptAck(userId, request.client_id);',
      },
      {
        file: `${room}/message-id.ts`,
        find: 'return digest.slice(0, idLength);',
        put: 'return `${digest.slice(0, 12)}${Math.random().toString(36).slice(2, 12).padEnd(10, "0")}`;',
      },
    ],
    kinds: [],
    expects: 'one request, one image',
  },
  {
    name: 'gives up at the first check that fails',
    patches: [
      {
        file: `${job}/on-event.ts`,
        find: ': again(job, now, event.retry_after_ms);',
        put: ": failed(job, 'output_expired', true);",
      },
    ],
    kinds: ['get 5xx', 'get reset', 'get junk'],
    expects: 'no orphan success',
  },
];

const seedsTried = [1, 2, 3];
const size = { jobs: 15, kills: 2 };
/** What has not ended by then is taken not to end, in milliseconds. */
const settleMs = 100_000;

/** Runs the chaos against a copy with the bug until a seed finds it. @returns the line to print */
async function hunt({ name, patches, kinds, expects }: Planted): Promise<string> {
  const { environment, runMs } = await imageChaosSettings(false);
  const chosen = faultKinds.filter((kind) => kinds.some((begin) => kind.name.startsWith(begin)));
  const since = performance.now();
  const line = (words: string) =>
    `${name.padEnd(40)} ${words} (${((performance.now() - since) / 1000).toFixed(0)} s)`;
  const app = await AppUnderTest.start(patches, environment);
  current = app;
  try {
    for (const seed of seedsTried) {
      const { violations } = await runImageChaos({
        app,
        seed,
        ...size,
        kinds: chosen,
        share: 1,
        runMs,
        settleMs,
        say: () => {},
      });
      const found = new Set(violations.map(({ invariant }) => invariant));
      if (words.has('--verbose')) console.log(brokenLines(violations).join('\n'));
      const names = [...found].join(', ');
      if (expects === '' && found.size > 0) return line(`WRONGLY BLAMED  seed ${seed}: ${names}`);
      if (expects !== '' && found.has(expects)) return line(`caught  seed ${seed}: ${names}`);
      if (expects === '') break;
    }
    return line(expects === '' ? 'nothing found' : 'MISSED');
  } finally {
    await app.end();
  }
}

const words = new Set(process.argv.slice(2));
let current: AppUnderTest | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void current?.end().then(() => process.exit(1)));
}

const only = [...words].find((word) => !word.startsWith('--'));
const lines: string[] = [];
for (const bug of bugs.filter(({ name }) => only === undefined || name.includes(only))) {
  const line = await hunt(bug);
  lines.push(line);
  console.log(line);
}
process.exit(lines.every((line) => / caught | nothing found /.test(line)) ? 0 : 1);
