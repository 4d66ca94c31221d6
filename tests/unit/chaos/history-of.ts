import type { ChatRequest, Entry, Happening, History, MessageRow } from '../../chaos/history.ts';

/** A message as the room would show it: written as revision `seq`, by Ada where nothing else is said. */
export function row(seq: number, changed: Partial<MessageRow> = {}): MessageRow {
  return {
    id: `message-${seq}`,
    rev: seq,
    seq,
    client_id: `Ada-${seq}`,
    author_id: 'ada',
    text: `words ${seq}`,
    deleted_at: null,
    reactions: [],
    ...changed,
  };
}

/** Writes a history by hand: every line happens 10 ms after the one before. */
export class Story {
  readonly entries: Entry[] = [];
  #resumes: History['resumes'] = [];

  add(device: string, happening: Happening, connection = 1): this {
    this.entries.push({ at: this.entries.length * 10, device, connection, ...happening });
    return this;
  }

  asks(device: string, client_id: string, request: ChatRequest): this {
    return this.add(device, { type: 'invoke', client_id, request });
  }

  /** Ada says the words of a row and is answered. */
  says(said: MessageRow): this {
    return this.asks('Ada', said.client_id, { type: 'message_send', text: said.text }).ok(said);
  }

  ok({ client_id, id, rev }: { client_id: string; id: string; rev: number }, device = 'Ada'): this {
    return this.add(device, { type: 'ok', client_id, id, rev });
  }

  /** Lin is told of rows. */
  told(messages: MessageRow[], source: 'live' | 'resume' | 'snapshot' = 'live'): this {
    const rev = Math.max(...messages.map((one) => one.rev));
    const rows = { rev, messages, images: [], members: [], chat: null };
    return this.add('Lin', { type: 'rows', source, rows });
  }

  resumed(from: number, messages: MessageRow[]): this {
    this.#resumes.push({ from, to: Math.max(from, ...messages.map(({ rev }) => rev)), messages });
    return this;
  }

  /** The whole history, at whose end Ada and Lin read these messages, and Lin knows those. */
  ends(read: MessageRow[], known: MessageRow[] = read, linReads: MessageRow[] = read): History {
    const rev = Math.max(0, ...read.map((one) => one.rev));
    return {
      devices: [
        { device: 'Ada', user_id: 'ada' },
        { device: 'Lin', user_id: 'lin' },
      ],
      entries: this.entries,
      reads: [
        { by: 'Ada', rev, messages: read, images: [] },
        { by: 'Lin', rev, messages: linReads, images: [] },
      ],
      resumes: this.#resumes,
      known: [{ device: 'Lin', when: 'live', known: { rev, floor: 0, messages: known } }],
      hasUnseenRevisions: false,
    };
  }
}
