import { protocolVersion } from '../../src/protocol/client-message.ts';
import { RoomClient } from './room-client.ts';

type Prediction = {
  id: string;
  model: string;
  input: { prompt: string; [name: string]: unknown };
  status: string;
  billable: boolean;
  /** How often it was read and its files downloaded, by the status that was answered. */
  calls: { kind: string; status: number; count: number }[];
};

/** The predictions in a simulator's ledger, oldest first. */
export async function predictionsIn(simulator: string): Promise<Prediction[]> {
  const answer = await fetch(`${simulator}/simulator/ledger`);
  const { predictions } = (await answer.json()) as { predictions: Prediction[] };
  return predictions;
}

/** Somebody who uses a running app without a browser, over the same wire. */
export class WebPerson {
  #app: string;
  #cookie: string;

  private constructor(app: string, cookie: string) {
    this.#app = app;
    this.#cookie = cookie;
  }

  static async named(app: string, name: string): Promise<WebPerson> {
    const answer = await fetch(`${app}/api/guest`, {
      method: 'POST',
      headers: { origin: app, 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    const cookies = answer.headers.getSetCookie().map((set) => set.split(';')[0]);
    return new WebPerson(app, cookies.join('; '));
  }

  /** The same person at an app that was started again. */
  at(app: string): WebPerson {
    return new WebPerson(app, this.#cookie);
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.#app}${path}`, { headers: { cookie: this.#cookie } });
  }

  /** Creates a chat and returns its id. */
  async createChat(name: string): Promise<string> {
    const answer = await fetch(`${this.#app}/api/chats`, {
      method: 'POST',
      headers: { origin: this.#app, 'content-type': 'application/json', cookie: this.#cookie },
      body: JSON.stringify({ name }),
    });
    const { id } = (await answer.json()) as { id: string };
    return id;
  }

  /** Brings a picture into a chat. @returns the id of the upload */
  async upload(chatId: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const answer = await fetch(`${this.#app}/api/chats/${chatId}/uploads`, {
      method: 'POST',
      headers: { origin: this.#app, cookie: this.#cookie },
      body: bytes,
    });
    const { id } = (await answer.json()) as { id: string };
    return id;
  }

  /** Joins a chat by its link. */
  async joinChat(chatId: string): Promise<void> {
    await fetch(`${this.#app}/api/chats/${chatId}/join`, {
      method: 'POST',
      headers: { origin: this.#app, 'content-type': 'application/json', cookie: this.#cookie },
      body: '{}',
    });
  }

  /** Where the WebSocket of a chat is, and what an upgrade needs to be let in. */
  socketUrl(chatId: string): string {
    return `${this.#app.replace('http', 'ws')}/api/chats/${chatId}/socket`;
  }
  get socketHeaders(): Record<string, string> {
    return { cookie: this.#cookie, origin: this.#app };
  }

  /** Opens a chat and says hello. */
  async connect(chatId: string, lastRev: number | null = null): Promise<RoomClient> {
    // Node's own WebSocket takes headers, which a browser's does not.
    const socket = new WebSocket(this.socketUrl(chatId), { headers: this.socketHeaders });
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    const client = new RoomClient(socket);
    client.say({ type: 'hello', protocol_version: protocolVersion, last_rev: lastRev });
    const welcome = await Promise.race([client.hears('welcome'), client.closed]);
    if ('code' in welcome) throw new Error(`closed with ${welcome.code}`);
    return client;
  }
}
