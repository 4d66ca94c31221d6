import { AppUnderTest, type Patch } from './app-under-test.ts';
import { runChaos } from './chaos.ts';
import type { Fault } from './nemesis.ts';
import { violationLines } from './report.ts';

/** A bug, and what has to notice it. */
type Planted = { name: string; patches: Patch[]; faults: Fault[]; expects: string };

const room = 'src/worker/chat-room';

const bugs: Planted[] = [
  {
    name: 'none',
    patches: [],
    faults: ['cut', 'half-open', 'duplicate', 'kill', 'd1'],
    expects: '',
  },
  {
    name: 'acknowledges before it writes',
    patches: [
      {
        file: `${room}/room-session.ts`,
        find: '    try {\n      await commits.run((commit) => {',
        put: `    if (request.type === 'message_send') {
      const { client_id } = request;
      const { store } = this.#parts;
      const id = messageIdOf(store.chatId, userId, client_id);
      if (!store.get('message', id)) {
        const rev = store.rev + 1;
        this.#parts.connections.send(peer, { type: 'ack', client_id, id, rev });
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
    try {
      await commits.run((commit) => {`,
      },
      {
        file: `${room}/room-session.ts`,
        find: "import { log } from '../log.ts';",
        put: "import { messageIdOf } from './message-id.ts';\nimport { log } from '../log.ts';",
      },
    ],
    faults: ['cut', 'kill', 'cut'],
    expects: 'no lost ack',
  },
  {
    name: 'does not know a request again',
    patches: [
      {
        file: `${room}/message-id.ts`,
        find: 'return digest.slice(0, idLength);',
        put: 'return `${digest.slice(0, 12)}${Math.random().toString(36).slice(2, 12).padEnd(10, "0")}`;',
      },
    ],
    faults: ['duplicate', 'half-open'],
    expects: 'no phantom or duplicate',
  },
  {
    name: 'drops one row from a resume',
    patches: [
      {
        file: `${room}/history.ts`,
        find: 'changesOf(changed, ',
        put: 'changesOf(changed.slice(1), ',
      },
    ],
    faults: ['cut all', 'half-open'],
    expects: 'live = fetched',
  },
  {
    name: 'a late close kills the successor',
    patches: [
      {
        file: `${room}/chat-room.ts`,
        find: '    this.#forget(socket);\n    // Without this',
        put: `    const { userId } = this.#connections.peer(socket) ?? { userId: '' };
    for (const other of this.ctx.getWebSockets()) {
      if (other !== socket && this.#connections.peer(other)?.userId === userId) other.close(1000);
    }
    this.#forget(socket);
    // Without this`,
      },
    ],
    faults: ['half-open', 'half-open'],
    expects: 'undisturbed connections',
  },
  {
    name: 'a resume does not tell of deleted rows',
    patches: [
      {
        file: `${room}/history.ts`,
        find: 'changesOf(changed, ',
        put: `changesOf(changed.filter(({ row }) => !('deleted_at' in row) || row.deleted_at === null), `,
      },
    ],
    faults: ['cut all', 'half-open'],
    expects: 'live = fetched',
  },
  {
    name: 'counts what D1 refused as copied',
    patches: [
      {
        file: `${room}/projector.ts`,
        find: 'await projectRows(',
        put: 'store.projectedRev = last.row.rev;\n          await projectRows(',
      },
    ],
    faults: ['d1'],
    expects: 'D1 agreement',
  },
];

const seedsTried = [1, 2, 3];

/** Runs the chaos against a copy with the bug until a seed finds it. @returns the line to print */
async function hunt({ name, patches, faults, expects }: Planted): Promise<string> {
  const app = await AppUnderTest.start(patches);
  current = app;
  const since = performance.now();
  const line = (words: string) =>
    `${name.padEnd(40)} ${words} (${((performance.now() - since) / 1000).toFixed(0)} s)`;
  const quiet = () => {};
  try {
    for (const seed of seedsTried) {
      const options = {
        app,
        seed,
        faults: () => faults,
        outageMs: 6_000,
        d1PatienceMs: 12_000,
        say: quiet,
      };
      const { violations } = await runChaos(options);
      const found = new Set(violations.map(({ invariant }) => invariant));
      if (values.has('--verbose')) console.log(violationLines(violations).join('\n'));
      const names = [...found].join(', ');
      if (expects === '' && found.size > 0) return line(`WRONGLY BLAMED  seed ${seed}: ${names}`);
      if (expects !== '' && found.has(expects)) return line(`caught  seed ${seed}: ${names}`);
    }
    return line(expects === '' ? `nothing found  seeds ${seedsTried.join()}` : 'MISSED');
  } finally {
    await app.end();
  }
}

const values = new Set(process.argv.slice(2));
let current: AppUnderTest | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void current?.end().then(() => process.exit(1)));
}

const only = [...values].find((word) => !word.startsWith('--'));
const lines: string[] = [];
for (const bug of bugs.filter(({ name }) => only === undefined || name.includes(only))) {
  const line = await hunt(bug);
  lines.push(line);
  console.log(line);
}
process.exit(lines.every((line) => / caught | nothing found /.test(line)) ? 0 : 1);
