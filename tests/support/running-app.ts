import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * A port that nobody listens on. Not one of those that the system gives to outgoing connections: one
 * of a thousand sockets of another test would have it before the app is up.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    server.listen(port, 'localhost');
    try {
      await once(server, 'listening');
    } catch {
      continue;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}

/** A folder of its own for an app's data. */
export function newStateDir(): string {
  return mkdtempSync(path.join(tmpdir(), 'darkroom-'));
}

/** `npm start`, as somebody would run it, in a process group of its own. */
export class RunningApp {
  readonly url: string;
  readonly simulator: string;
  readonly stateDir: string;
  #process: ChildProcess;
  #printed = '';

  private constructor(child: ChildProcess, url: string, simulator: string, stateDir: string) {
    this.#process = child;
    this.url = url;
    this.simulator = simulator;
    this.stateDir = stateDir;
  }

  /**
   * Starts the app and waits until it says where it is.
   *
   * @param settings as in the environment; ports and a state folder are chosen where none is given
   */
  static async start(settings: Record<string, string> = {}): Promise<RunningApp> {
    const app = await RunningApp.launch(settings);
    await app.isUp();
    return app;
  }

  /** Starts the app without waiting for it. */
  static async launch(settings: Record<string, string> = {}): Promise<RunningApp> {
    const port = settings.PORT ?? String(await freePort());
    const simulatorPort = settings.SIMULATOR_PORT ?? String(await freePort());
    const stateDir = settings.STATE_DIR ?? newStateDir();
    const given = { PORT: port, SIMULATOR_PORT: simulatorPort, STATE_DIR: stateDir, ...settings };
    const child = spawn('npm', ['start', '--silent'], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, REPLICATE_API_TOKEN: '', REPLICATE_BASE_URL: '', ...given },
    });
    const app = new RunningApp(
      child,
      `http://localhost:${port}`,
      `http://127.0.0.1:${simulatorPort}`,
      stateDir,
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text: Buffer) => {
        app.#printed += text.toString();
        child.emit('printed');
      });
    }
    return app;
  }

  /** Waits until it says where it is; throws where it ends before that. */
  async isUp(): Promise<void> {
    const code = await Promise.race([this.#says('Darkroom is at'), this.ended()]);
    if (typeof code === 'number') {
      throw new Error(`npm start ended with ${code}:\n${this.printed}`);
    }
  }

  /** Everything that it printed so far. */
  get printed(): string {
    return this.#printed;
  }

  /** Its exit code, once it has ended; -1 where a signal ended it. */
  async ended(): Promise<number> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      await once(this.#process, 'close');
    }
    return this.#process.exitCode ?? -1;
  }

  /** Sends a signal to the whole process group, as Ctrl-C in a terminal does, and waits for the end. */
  async end(signal: NodeJS.Signals = 'SIGINT'): Promise<number> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return this.ended();
    if (this.#process.pid === undefined) throw new Error('never started');
    process.kill(-this.#process.pid, signal);
    return this.ended();
  }

  async #says(words: string): Promise<void> {
    while (!this.#printed.includes(words)) await once(this.#process, 'printed');
  }
}
