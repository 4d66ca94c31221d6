import { once } from 'node:events';
import { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { createSimulator, type SimulatorOptions } from './app.ts';

/** A simulator that listens. */
export interface ListeningSimulator {
  /** For example `http://127.0.0.1:8790`. */
  url: string;
  /** Breaks what is under way and frees the port. */
  close: () => Promise<void>;
}

/**
 * Starts a simulator on this machine's loopback address.
 * @param port 0 takes any free one
 * @throws the system's error (`EADDRINUSE`, ...) when it cannot listen
 */
export async function listen(port: number, options: SimulatorOptions): Promise<ListeningSimulator> {
  const simulator = createSimulator(options);
  const server = createAdaptorServer({ fetch: simulator.app.fetch });
  if (!(server instanceof Server)) throw new TypeError('expected a plain HTTP server');
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    simulator.close();
    throw error;
  }
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      simulator.close();
    },
  };
}
