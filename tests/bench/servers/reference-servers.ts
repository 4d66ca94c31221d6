import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { nanoid } from 'nanoid';
import { freePort, newStateDir } from '../../support/running-app.ts';
import type { RoomServer } from './room-server.ts';

const references = path.join(import.meta.dirname, '../references');
const wrangler = path.resolve(references, '../../../node_modules/wrangler/bin/wrangler.js');
const patienceMs = 60_000;

type Start = { folder: string; args: (port: number, state: string) => string[] };

/** As `npm start` runs ours, so that what stands before the worker costs each the same. */
const byWrangler = (folder: string): Start => ({
  folder,
  args: (port, state) => {
    const args = [wrangler, 'dev', '--port', String(port), '--ip', '127.0.0.1'];
    args.push('--persist-to', state, '--inspector-port', '0', '--log-level', 'warn');
    return [...args, '--show-interactive-dev-session', 'false'];
  },
});

const byNode = (folder: string): Start => ({
  folder,
  args: (port, state) => ['server.ts', String(port), path.join(state, 'messages.sqlite')],
});

async function listens(port: number, child: ChildProcess): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until && child.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const opened = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (opened === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('A reference did not start. Its own words are above.');
}

async function start(
  what: Start,
  rest: Pick<RoomServer, 'system' | 'dialect'> & {
    query: (room: string, name: string) => string;
  },
): Promise<RoomServer> {
  const port = await freePort();
  const state = newStateDir();
  const child = spawn(process.execPath, what.args(port, state), {
    cwd: path.join(references, what.folder),
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      CI: 'true',
      WRANGLER_SEND_METRICS: 'false',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      // As for ours: what wrangler would trace of every event.
      X_LOCAL_OBSERVABILITY: 'false',
      X_LOCAL_EXPLORER: 'false',
    },
  });
  const pid = child.pid ?? 0;
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      process.kill(-pid, 'SIGTERM');
      await once(child, 'exit');
    }
    rmSync(state, { recursive: true, force: true });
  };
  try {
    await listens(port, child);
  } catch (error) {
    await end();
    throw error;
  }
  const newRoom = async (clients: number) => {
    const room = nanoid();
    return Array.from({ length: clients }, (_, index) => ({
      url: `ws://localhost:${port}${rest.query(room, `guest-${index}-${nanoid()}`)}`,
      headers: {},
    }));
  };
  return { system: rest.system, dialect: rest.dialect, pid, newRoom, end };
}

/** Starts the Durable Object that only broadcasts. */
export function startBroadcastOnly(): Promise<RoomServer> {
  const query = (room: string, name: string) => `/${room}?name=${name}`;
  return start(byWrangler('broadcast-only'), { system: 'broadcast', dialect: 'broadcast', query });
}

/** Starts the PartyServer room with SQLite. */
export function startPartyServer(): Promise<RoomServer> {
  const query = (room: string, name: string) => `/parties/room/${room}?_pk=${name}`;
  const names = { system: 'partyserver', dialect: 'partyserver' } as const;
  return start(byWrangler('partyserver-sqlite'), { ...names, query });
}

/** Starts the Socket.IO room with SQLite. */
export function startSocketIo(): Promise<RoomServer> {
  const query = (room: string, name: string) =>
    `/socket.io/?EIO=4&transport=websocket&room=${room}&name=${name}`;
  return start(byNode('socketio-sqlite'), { system: 'socketio', dialect: 'socketio', query });
}
