import type { MessageRow } from '../../src/protocol/rows.ts';
import type { RoomClient } from './room-client.ts';
import type { WebPerson } from './web-person.ts';

let count = 0;

/** Somebody in a chat who comes back whenever the connection breaks, as the app does. */
export class SteadyClient {
  /** Every message that was heard, live or after coming back, by id. */
  readonly messages = new Map<string, MessageRow>();
  #person: WebPerson;
  #chat: string;
  #client: Promise<RoomClient>;
  #rev = 0;
  #hasLeft = false;
  #waiting = new Set<() => void>();

  constructor(person: WebPerson, chat: string) {
    this.#person = person;
    this.#chat = chat;
    this.#client = this.#connect(null);
  }

  /** Says a line, again and again under the same name until it is taken. */
  async say(text: string): Promise<void> {
    count += 1;
    const client_id = `steady-${count}-${text.length}`;
    for (;;) {
      const client = await this.#client;
      client.say({ type: 'message_send', client_id, text });
      const answer = await Promise.race([client.answerTo(client_id), client.closed]);
      if ('type' in answer && answer.type === 'ack') return;
    }
  }

  /** Waits until a line was heard. */
  hears(text: string): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (![...this.messages.values()].some((message) => message.text === text)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** What was heard, in the order of the conversation. */
  get lines(): string[] {
    return [...this.messages.values()].toSorted((a, b) => a.seq - b.seq).map(({ text }) => text);
  }

  async leave(): Promise<void> {
    this.#hasLeft = true;
    (await this.#client).close();
  }

  async #connect(lastRev: number | null): Promise<RoomClient> {
    let client: RoomClient | null = null;
    while (!client) client = await this.#person.connect(this.#chat, lastRev).catch(() => null);
    client.onMessage((message) => {
      if (message.type !== 'changes' && message.type !== 'snapshot') return;
      this.#rev = message.rev;
      for (const row of message.messages) this.messages.set(row.id, row);
      for (const look of this.#waiting) look();
    });
    void this.#comeBackAfter(client);
    return client;
  }

  async #comeBackAfter(client: RoomClient): Promise<void> {
    await client.closed;
    if (!this.#hasLeft) this.#client = this.#connect(this.#rev);
  }
}
