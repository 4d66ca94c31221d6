import type { ChatRequest, Recorder } from './history.ts';
import type { Random } from './random.ts';
import { View } from './view.ts';
import { rowsOf, Wire, type Address, type Ending, type Heard } from './wire.ts';

/** How a request ended: `unknown` where nobody waited long enough for the answer. */
export type Answer = { is: 'ok'; id: string } | { is: 'refused' } | { is: 'unknown' };

/** What is being done to the app as a whole: while it is, no close is a wonder. */
export type Trouble = { app: string | null };

type Outstanding = {
  clientId: string;
  request: ChatRequest;
  /** When it was last sent, monotonic, in milliseconds. */
  sentAt: number;
  settle: (answer: Answer) => void;
};

/** Silence while something is awaited, after which a connection counts as dead, in milliseconds. */
const silenceMs = 2_500;
const lookEveryMs = 250;
const pingAfterMs = 1_000;

/** These say that the same request may be sent again. */
const retried = new Set(['too_fast', 'internal']);

/**
 * An honest client: keeps a connection, resumes from what it has, sends one request at a time and
 * sends it again under the same `client_id` until it is answered. Writes everything down.
 */
export class Device {
  readonly name: string;
  readonly address: Address;
  readonly view = new View();
  userId = '';
  /** Gets every request that is sent, to send it too. */
  mirror: ((clientId: string, request: ChatRequest) => void) | null = null;
  /** While quiet it sends not even pings, so that the room can fall asleep. */
  isQuiet = false;
  #recorder: Recorder;
  #random: Random;
  #trouble: Trouble;
  #wire: Wire | null = null;
  #connection = 0;
  #isGreeted = false;
  #isCaughtUp = false;
  #outstanding: Outstanding | null = null;
  #history: { clientId: string; settle: () => void } | null = null;
  #asked = 0;
  #here = new Set<string>();
  #retry: NodeJS.Timeout | undefined;
  #look: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(
    name: string,
    address: Address,
    around: { recorder: Recorder; random: Random; trouble: Trouble },
  ) {
    this.name = name;
    this.address = address;
    this.#recorder = around.recorder;
    this.#random = around.random;
    this.#trouble = around.trouble;
  }

  /** The connection as the proxy sees it. */
  get link() {
    return this.#isGreeted ? this.#wire?.link : undefined;
  }

  /** Whether it is connected and was told what it lacked. */
  get isUp(): boolean {
    return this.#isCaughtUp;
  }

  /** Who it takes to be here. */
  get here(): ReadonlySet<string> {
    return this.#here;
  }

  /** Connects, and from now on comes back by itself. */
  start(): void {
    this.#look ??= setInterval(() => this.#lookForDeath(), lookEveryMs);
    this.#connection += 1;
    this.#wire = new Wire(this.address, {
      open: () => this.#hello(),
      heard: (message) => this.#hear(message),
      end: (ending) => this.#lost(ending),
    });
  }

  /** Asks for something, again and again until it is answered. */
  request(request: ChatRequest): Promise<Answer> {
    if (this.#outstanding) throw new Error('one request at a time');
    this.#asked += 1;
    const clientId = `${this.name}-${String(this.#asked).padStart(6, '0')}`;
    this.#record({ type: 'invoke', client_id: clientId, request });
    return new Promise((resolve) => {
      const settle = (answer: Answer) => {
        this.#outstanding = null;
        resolve(answer);
      };
      this.#outstanding = { clientId, request, sentAt: performance.now(), settle };
      this.#transmit();
    });
  }

  /** Reads one older page; resolves without it where the connection breaks. */
  older(): Promise<void> {
    if (!this.#isCaughtUp || this.#history) return Promise.resolve();
    this.#asked += 1;
    const clientId = `${this.name}-h${String(this.#asked).padStart(5, '0')}`;
    return new Promise((resolve) => {
      this.#history = { clientId, settle: resolve };
      const before = this.view.floor;
      this.#wire?.say({ type: 'history_request', client_id: clientId, before_seq: before });
    });
  }

  /** Gives up what is not answered yet. */
  giveUp(): void {
    if (!this.#outstanding) return;
    this.#record({ type: 'info', client_id: this.#outstanding.clientId });
    this.#outstanding.settle({ is: 'unknown' });
  }

  /** Ends the connection; `start` begins the next one. */
  disconnect(): void {
    clearTimeout(this.#retry);
    this.#isClosed = true;
    this.#wire?.abandon();
    this.#isClosed = false;
  }

  /** Ends everything for good. */
  close(): void {
    clearInterval(this.#look);
    this.#look = undefined;
    this.disconnect();
  }

  #hello(): void {
    this.#record({ type: 'hello', last_rev: this.view.rev });
    this.#wire?.hello(this.view.rev);
  }

  #hear(message: Heard): void {
    switch (message.type) {
      case 'welcome':
        this.userId = message.user_id;
        this.#isGreeted = true;
        break;
      case 'snapshot': {
        const rows = rowsOf(message);
        this.view.snapshot(rows, message.has_older);
        this.#caughtUp('snapshot', rows, message.has_older);
        break;
      }
      case 'changes': {
        const rows = rowsOf(message);
        this.view.changes(rows);
        if (this.#isCaughtUp) this.#record({ type: 'rows', source: 'live', rows });
        else this.#caughtUp('resume', rows);
        break;
      }
      case 'history': {
        const rows = rowsOf(message);
        this.view.history(rows, message.has_older);
        this.#record({ type: 'rows', source: 'history', rows, has_older: message.has_older });
        this.#settleHistory();
        break;
      }
      case 'ack': {
        const { client_id, id, rev } = message;
        this.#record({ type: 'ok', client_id, id, rev });
        if (this.#outstanding?.clientId === client_id) this.#outstanding.settle({ is: 'ok', id });
        break;
      }
      case 'refused':
        this.#refused(message.client_id, message.error.code);
        break;
      case 'presence':
        this.#here = new Set(message.here);
        this.#record({ type: 'here', user_ids: [...this.#here] });
        break;
      case 'presence_change':
        for (const id of message.came) this.#here.add(id);
        for (const { user_id } of message.went) this.#here.delete(user_id);
        this.#record({ type: 'here', user_ids: [...this.#here] });
        break;
      default:
    }
  }

  #caughtUp(source: 'snapshot' | 'resume', rows: ReturnType<typeof rowsOf>, hasOlder?: boolean) {
    this.#isCaughtUp = true;
    const older = hasOlder === undefined ? {} : { has_older: hasOlder };
    this.#record({ type: 'rows', source, rows, ...older });
    this.#transmit();
  }

  #refused(clientId: string | null, code: string): void {
    this.#record({ type: 'refused', client_id: clientId, code });
    const isMine = clientId !== null && clientId === this.#outstanding?.clientId;
    if (isMine && !retried.has(code)) return this.#outstanding?.settle({ is: 'refused' });
    const wire = this.#wire;
    const again = () => {
      if (wire !== this.#wire) return;
      if (isMine) this.#transmit();
      // A hello that came too fast has no `client_id` to be known by.
      else if (!this.#isGreeted) this.#hello();
    };
    if (clientId !== null && clientId === this.#history?.clientId) this.#settleHistory();
    else setTimeout(again, this.#random.between(200, 500));
  }

  #transmit(): void {
    if (!this.#outstanding || !this.#isCaughtUp) return;
    const { clientId, request } = this.#outstanding;
    this.#outstanding.sentAt = performance.now();
    this.mirror?.(clientId, request);
    this.#wire?.request(clientId, request);
  }

  #settleHistory(): void {
    this.#history?.settle();
    this.#history = null;
  }

  #lost({ by, code }: Ending): void {
    const { app } = this.#trouble;
    const faults = [...(this.#wire?.link?.faults ?? []), ...(app === null ? [] : [app])];
    // What never came to be cannot be closed, only missed.
    if (this.#isGreeted) this.#record({ type: 'closed', by, code, faults });
    this.#isGreeted = false;
    this.#isCaughtUp = false;
    this.#wire = null;
    this.#settleHistory();
    if (!this.#isClosed) {
      this.#retry = setTimeout(() => this.start(), this.#random.between(50, 400));
    }
  }

  #lookForDeath(): void {
    const wire = this.#wire;
    if (!wire || this.isQuiet) return;
    const now = performance.now();
    const silence = now - wire.heardAt;
    // A way that is dead in one direction only still brings the words of the others.
    const isUnheard = this.#isCaughtUp && now - (this.#outstanding?.sentAt ?? now) > silenceMs;
    if (silence > silenceMs || isUnheard) wire.abandon();
    else if (silence > pingAfterMs && this.#isGreeted) wire.say({ type: 'ping' });
  }

  #record(happening: Parameters<Recorder['add']>[2]): void {
    this.#recorder.add(this.name, this.#connection, happening);
  }
}
