/** How a system is spoken to: what differs between ours and the references on the wire. */
export type Dialect = {
  /** Said when the connection opens. */
  opening: string | null;
  /** Stands in the first frame after which messages are delivered; `null` where opening is enough. */
  readyMark: string | null;
  /** Begins a frame that says no, which never comes while all is well. */
  refusedMark: string | null;
  /** Stands in a frame that has to be answered at once. */
  askMark: string | null;
  answer: (frame: string) => string | null;
  message: (text: string, clientId: string) => string;
};

const sayText = (text: string) => `{"text":"${text}"}`;

function synced(frame: string): string | null {
  type Heard = { type: string; id?: unknown };
  const heard = JSON.parse(frame) as Heard | Heard[];
  const sync = [heard].flat().findLast(({ type }) => type === 'sync');
  return sync ? JSON.stringify({ type: 'synced', id: sync.id }) : null;
}

/** What Engine.IO and Socket.IO ask of a client: to join the namespace, and to answer pings. */
function engineAnswer(frame: string): string | null {
  if (frame.startsWith('0{')) return '40';
  return frame === '2' ? '3' : null;
}

const dialectOf = {
  darkroom: {
    // Said with the address, as the app does.
    opening: null,
    readyMark: '"type":"snapshot"',
    refusedMark: '{"type":"refused"',
    askMark: '"type":"sync"',
    answer: synced,
    message: (text, clientId) =>
      `{"type":"message_send","client_id":"${clientId}","text":"${text}"}`,
  },
  broadcast: {
    opening: null,
    readyMark: null,
    refusedMark: null,
    askMark: null,
    answer: () => null,
    message: sayText,
  },
  partyserver: {
    opening: null,
    readyMark: '"type":"page"',
    refusedMark: null,
    askMark: null,
    answer: () => null,
    message: sayText,
  },
  // By hand instead of by socket.io-client, whose parsing would cost this process more than the
  // server's sending costs the server: the server would look slow for it.
  socketio: {
    opening: null,
    readyMark: '42["page"',
    refusedMark: null,
    askMark: '',
    answer: engineAnswer,
    message: (text) => `42["message",${sayText(text)}]`,
  },
} satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialectOf;

/** The dialect of that name. */
export function dialectNamed(name: DialectName): Dialect {
  return dialectOf[name];
}
