import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { RunningApp } from '../support/running-app.ts';

const checkout = path.resolve(import.meta.dirname, '../..');

/** What `npm start` needs of a checkout. */
const needed = [
  'src',
  'scripts',
  'migrations',
  'public',
  'tests/support',
  'package.json',
  'package-lock.json',
  'wrangler.toml',
  'tsconfig.base.json',
  'vite.config.ts',
];

/** A change to one file: every `find` becomes its `put`, or all of it where there is no `find`. */
export type Patch = { file: string; find?: string; put: string };

/** A file whose change makes wrangler build and load everything anew. */
const watched = 'src/worker/views/icons.ts';

/**
 * The app, run by its own `npm start` from a copy of the checkout: there it can be made to reload,
 * or be given a bug, while others work on the checkout itself.
 */
export class AppUnderTest {
  readonly folder: string;
  #app: RunningApp | null = null;
  #settings: Record<string, string>;
  #copied: typeof RunningApp;
  #printed = '';

  private constructor(folder: string, settings: Record<string, string>, copied: typeof RunningApp) {
    this.folder = folder;
    this.#settings = settings;
    this.#copied = copied;
  }

  /**
   * Copies the checkout, patches the copy and starts it.
   *
   * @param settings as in the environment
   */
  static async start(
    patches: readonly Patch[] = [],
    settings: Record<string, string> = {},
  ): Promise<AppUnderTest> {
    const folder = copyCheckout();
    try {
      for (const patch of patches) apply(patch, folder);
      const module = pathToFileURL(path.join(folder, 'tests/support/running-app.ts')).href;
      const { RunningApp: Copied } = (await import(/* @vite-ignore */ module)) as {
        RunningApp: typeof RunningApp;
      };
      const app = new AppUnderTest(folder, settings, Copied);
      await app.restart();
      return app;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get url(): string {
    return this.#running.url;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get simulator(): string {
    return this.#running.simulator;
  }

  get stateDir(): string {
    return this.#running.stateDir;
  }

  /** Everything that it printed, over all of its starts. */
  get printed(): string {
    return this.#printed + (this.#app?.printed ?? '');
  }

  /** Kills every process of the app at once, with no chance to tidy up. */
  async kill(): Promise<void> {
    await this.#app?.end('SIGKILL');
  }

  /** Starts it (again), where it was and with the data that it had. */
  async restart(): Promise<void> {
    this.#settle();
    // Known from the launch on, so that whoever ends the run ends this start too.
    this.#app = await this.#copied.launch(this.#settings);
    await this.#app.isUp();
  }

  /** Starts it again and kills it while it does, after so many milliseconds. */
  async startAndKill(afterMs: number): Promise<void> {
    this.#settle();
    this.#app = await this.#copied.launch(this.#settings);
    await pause(afterMs);
    await this.kill();
  }

  /** Keeps what the last start chose and printed. */
  #settle(): void {
    const before = this.#app;
    if (!before) return;
    this.#printed += before.printed;
    this.#settings = {
      ...this.#settings,
      PORT: new URL(before.url).port,
      SIMULATOR_PORT: new URL(before.simulator).port,
      STATE_DIR: before.stateDir,
    };
  }

  /** Makes wrangler load the code anew, as a deployment does; the code stays the same. */
  reload(): void {
    const now = new Date();
    utimesSync(path.join(this.folder, watched), now, now);
  }

  /** Ends it and removes the copy and the data. */
  async end(): Promise<void> {
    if (!this.#app) return;
    const { stateDir } = this.#app;
    await this.#app.end('SIGKILL');
    for (const folder of [this.folder, stateDir]) rmSync(folder, { recursive: true, force: true });
  }

  get #running(): RunningApp {
    if (!this.#app) throw new Error('not started');
    return this.#app;
  }
}

/** A copy of the checkout in a temporary folder; the installed packages are linked, not copied. */
function copyCheckout(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'darkroom-chaos-'));
  for (const name of needed) {
    cpSync(path.join(checkout, name), path.join(folder, name), { recursive: true });
  }
  // A folder of links, with a stamp of its own: an install in the copy could not harm the original.
  const packages = path.join(folder, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(path.join(checkout, 'node_modules'))) {
    if (name === '.installed') continue;
    symlinkSync(path.join(checkout, 'node_modules', name), path.join(packages, name));
  }
  const lock = readFileSync(path.join(folder, 'package-lock.json'));
  writeFileSync(path.join(packages, '.installed'), createHash('sha256').update(lock).digest('hex'));
  return folder;
}

function apply({ file, find, put }: Patch, folder: string): void {
  const place = path.join(folder, file);
  if (find === undefined) return writeFileSync(place, put);
  const text = readFileSync(place, 'utf8');
  if (!text.includes(find)) throw new Error(`${file} has no ${JSON.stringify(find)} to patch`);
  writeFileSync(place, text.replaceAll(find, put));
}
