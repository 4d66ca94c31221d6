import { Waiting } from './waiting.ts';

/** A row as it crossed the wire, with whatever fields it has. */
export type AnyRow = { id: string; rev: number; deleted_at?: number | null } & Record<
  string,
  unknown
>;

export type MessageRow = AnyRow & {
  seq: number;
  client_id: string;
  author_id: string;
  text: string;
  deleted_at: number | null;
  reactions?: { reaction: string; user_ids: string[] }[];
};

/** Rows that one message of the server held. */
export type Rows = {
  rev: number;
  messages: MessageRow[];
  images: AnyRow[];
  members: AnyRow[];
  chat: AnyRow | null;
};

/** What a client asks of the chat. */
export type ChatRequest =
  | { type: 'message_send'; text: string; reply_to?: string }
  | { type: 'message_edit'; message_id: string; text: string }
  | { type: 'message_delete'; message_id: string }
  | { type: 'reaction_set'; message_id: string; reaction: string; on: boolean }
  | { type: 'image_request'; prompt: string; width: number; height: number; seed: number };

/** How rows came: at the start of a connection whole or in part, live, or as an older page. */
export type Source = 'snapshot' | 'resume' | 'live' | 'history';

/** What happened to one device, in Jepsen's words where it is about requests. */
export type Happening =
  | { type: 'hello'; last_rev: number | null }
  | { type: 'invoke'; client_id: string; request: ChatRequest }
  | { type: 'ok'; client_id: string; id: string; rev: number }
  | { type: 'refused'; client_id: string | null; code: string }
  /** Never answered: may or may not have happened. */
  | { type: 'info'; client_id: string }
  | { type: 'rows'; source: Source; rows: Rows; has_older?: boolean }
  | { type: 'here'; user_ids: string[] }
  /** `faults`: what was done to the connection, or to the app while it lived. */
  | { type: 'closed'; by: 'server' | 'me'; code: number; faults: string[] };

/** `at` is monotonic, in milliseconds; `connection` counts those of the device. */
export type Entry = { at: number; device: string; connection: number } & Happening;

/** A device of a person; a twin is a second socket that only repeats requests. */
export type DeviceOf = { device: string; user_id: string };

/** What a device knows: everything from `floor` on, and of what is older some rows perhaps. */
export type Known = { rev: number; floor: number; messages: MessageRow[] };

/** A whole conversation, read through a fresh connection: snapshot, then pages. */
export type Read = { by: string; rev: number; messages: MessageRow[]; images: AnyRow[] };

/** What somebody was told who had everything up to `from`. */
export type Resume = { from: number; to: number; messages: MessageRow[] };

/** Everything that the checker gets to see. */
export type History = {
  devices: DeviceOf[];
  /** In the order in which it happened. */
  entries: Entry[];
  /** After everything healed. */
  reads: Read[];
  resumes: Resume[];
  /** What each device knew, first by what it heard live, then after it came back by resume. */
  known: { device: string; when: 'live' | 'resumed'; known: Known }[];
  /** Whether revisions came to be that nobody has to have seen, such as an image's steps. */
  hasUnseenRevisions: boolean;
};

/** A broken invariant: what is wrong in words, and the piece of history that shows it. */
export type Violation = { invariant: string; words: string; evidence: unknown[] };

/** Writes down what happens, and lets others wait for more of it. */
export class Recorder {
  readonly entries: Entry[] = [];
  readonly devices: DeviceOf[] = [];
  #waiting = new Waiting();

  add(device: string, connection: number, happening: Happening): void {
    this.entries.push({ at: performance.now(), device, connection, ...happening });
    this.#waiting.lookAgain();
  }

  /** How often something of that type happened. */
  count(type: Happening['type']): number {
    return this.entries.filter((entry) => entry.type === type).length;
  }

  /** Waits until something holds, or so long, in milliseconds. @returns whether it came to hold */
  until(holds: () => boolean, withinMs: number): Promise<boolean> {
    return this.#waiting.until(holds, withinMs);
  }

  /** Waits until so many more things of a type have happened, or so long, in milliseconds. */
  async more(type: Happening['type'], count: number, withinMs: number): Promise<void> {
    let seen = 0;
    let at = this.entries.length;
    await this.until(() => {
      for (; at < this.entries.length; at += 1) if (this.entries[at]?.type === type) seen += 1;
      return seen >= count;
    }, withinMs);
  }
}
