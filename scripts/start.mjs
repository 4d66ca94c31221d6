import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, node, root } from './install.mjs';
import { isPortFree, start, stopAll } from './processes.mjs';
import { readSettings, SettingError } from './settings.mjs';

/** @typedef {ReturnType<typeof readSettings>} Settings */

const wrangler = path.join(root, 'node_modules/wrangler/bin/wrangler.js');

/** How long the app may take to answer for the first time, in milliseconds. */
const patienceMs = 60_000;

/**
 * A secret: made once, and kept with the data, where none is given.
 *
 * @param {string | undefined} given
 * @param {string} file
 */
function keptSecret(given, file) {
  if (given) return given;
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/**
 * Applies the migrations that the local database lacks. What was applied is noted beside the
 * database itself, so that whoever deletes it or puts another one there does so with the note:
 * asking wrangler takes seconds, at every start.
 *
 * @param {Settings} settings
 */
function migrate({ stateDir }) {
  const folder = path.join(stateDir, 'v3/d1');
  const note = path.join(folder, '.migrated');
  // Another version of wrangler may keep the database elsewhere.
  const { version } = JSON.parse(readFileSync(path.join(wrangler, '../../package.json'), 'utf8'));
  const applied = [version, ...readdirSync(path.join(root, 'migrations')).toSorted()].join('\n');
  if (existsSync(note) && readFileSync(note, 'utf8') === applied) return;
  const args = [wrangler, 'd1', 'migrations', 'apply', 'DB', '--local', '--persist-to', stateDir];
  const { status, stdout, stderr } = spawnSync(node, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  });
  if (status !== 0) throw new Error(`The local database could not be set up.\n${stdout}${stderr}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(note, applied);
}

/**
 * Starts the simulator and waits until it listens.
 *
 * @param {Settings} settings
 * @returns {Promise<string>} its address
 */
async function startSimulator({ simulatorPort, stateDir, environment }) {
  if (!(await isPortFree(simulatorPort, '127.0.0.1'))) {
    throw new SettingError(
      `Port ${simulatorPort}, for the simulator, is in use. Set SIMULATOR_PORT to another one.`,
    );
  }
  const simulator = start(node, ['src/simulator/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...environment,
      SIMULATOR_PORT: String(simulatorPort),
      SIMULATOR_STATE_DIR: path.join(stateDir, 'simulator'),
    },
  });
  return new Promise((resolve, reject) => {
    simulator.stdout?.on('data', (/** @type {Buffer} */ text) => {
      const address = /listening on (http:\S+)/.exec(text.toString())?.[1];
      if (address) resolve(address);
    });
    // It said why itself.
    simulator.once('exit', () => reject(new SettingError('The simulator did not start.')));
  });
}

/**
 * Starts `wrangler dev`, which builds and rebuilds the browser's part by itself.
 *
 * @param {Settings} settings
 * @param {Record<string, string>} variables what the worker gets to know
 */
function startWorker({ port, host, stateDir }, variables) {
  const file = path.join(stateDir, 'worker.vars');
  const lines = Object.entries(variables).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  const args = [wrangler, 'dev', '--port', String(port), '--ip', host, '--persist-to', stateDir];
  args.push('--env-file', file, '--inspector-port', '0', '--show-interactive-dev-session', 'false');
  args.push('--log-level', 'warn');
  // Without it wrangler warns at every start that no clock calls the sweep here.
  args.push('--test-scheduled');
  return start(node, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      CI: 'true',
      WRANGLER_SEND_METRICS: 'false',
      // Where a request would come from is of no interest on a laptop, and asking needs the network.
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      // A trace of every event would take a third of the room's time, and keep what was deleted.
      X_LOCAL_OBSERVABILITY: 'false',
      X_LOCAL_EXPLORER: 'false',
    },
  });
}

/**
 * @param {string} address
 * @returns {Promise<void>}
 */
async function answers(address) {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      await fetch(address, { redirect: 'manual' });
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function main() {
  const settings = readSettings();
  const { port, host, stateDir, token, baseUrl, passedOn } = settings;
  ensureInstalled();
  if (!(await isPortFree(port, host))) {
    throw new SettingError(
      `Port ${port} is in use. Set PORT to another one, as in PORT=8788 npm start.`,
    );
  }
  mkdirSync(stateDir, { recursive: true });
  migrate(settings);
  const simulator = token ? null : await startSimulator(settings);
  const keyFile = path.join(stateDir, 'operator-key');
  const worker = startWorker(settings, {
    AUTH_SECRET: keptSecret(settings.authSecret, path.join(stateDir, 'auth-secret')),
    OPERATOR_KEY: keptSecret(settings.operatorKey, keyFile),
    REPLICATE_API_TOKEN: token ?? 'simulator',
    ...(simulator ? { REPLICATE_BASE_URL: `${simulator}/v1` } : {}),
    ...(baseUrl ? { REPLICATE_BASE_URL: baseUrl } : {}),
    ...passedOn,
    SIMULATED: String(simulator !== null),
  });
  worker.once('exit', (code) => void finish(code ?? 1));
  // What listens everywhere is reached from here by this name.
  const address = `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;
  await answers(address);
  const source = simulator ? `simulated, by ${simulator}` : `made by ${baseUrl ?? 'Replicate'}`;
  const key = settings.operatorKey ? 'OPERATOR_KEY' : keyFile;
  const lines = [
    `Darkroom is at ${address}`,
    `Pictures are ${source}`,
    `Data is in ${stateDir}`,
    `How it is doing: ${address}/operator, with the key in ${key}`,
  ];
  console.log(`\n${lines.map((line) => `  ${line}\n`).join('')}`);
}

let finishing = false;

/** @param {number} code */
async function finish(code) {
  if (finishing) return;
  finishing = true;
  await stopAll();
  process.exit(code);
}

process.once('SIGINT', () => void finish(0));
process.once('SIGTERM', () => void finish(0));

try {
  await main();
} catch (error) {
  console.error(error instanceof SettingError ? error.message : error);
  await finish(1);
}
