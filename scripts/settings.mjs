import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { root } from './install.mjs';

/** A setting that cannot be used: its message is the one line that the person gets to see. */
export class SettingError extends Error {}

/** Settings of the worker that these scripts only hand on: it says itself what is wrong with one. */
const passedOn = [
  'REQUEST_BURST',
  'REQUESTS_PER_SECOND',
  'PARALLEL_PREDICTIONS',
  'RUN_SECONDS',
  'PUBLIC_URL',
  'REPLICATE_WEBHOOK_SECRET',
  'MODEL_PRICES',
  'LANGUAGE_MODEL',
  'CAPTION_MODEL',
  'S3_ENDPOINT',
  'S3_BUCKET',
  'S3_REGION',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
];

/**
 * The settings of the environment over those of `.dev.vars`.
 *
 * @returns {Record<string, string>}
 */
function given() {
  const file = path.join(root, '.dev.vars');
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const all = Object.entries({ ...fromFile, ...process.env });
  return Object.fromEntries(
    all.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  );
}

/**
 * @param {string} name
 * @param {string} value
 */
function port(name, value) {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new SettingError(`${name} is "${value}". Set it to a port from 1 to 65535.`);
}

/** @param {string | undefined} value */
function baseUrl(value) {
  if (value === undefined || /^https?:$/.test(URL.parse(value)?.protocol ?? '')) return value;
  throw new SettingError(
    `REPLICATE_BASE_URL is "${value}". Set it to a URL such as https://api.replicate.com/v1.`,
  );
}

/**
 * Reads and checks the settings of `npm start` and `npm run deploy`.
 *
 * @throws {SettingError} with one line that says which setting to mend, and how
 */
export function readSettings() {
  const values = given();
  const token = values.REPLICATE_API_TOKEN;
  const url = baseUrl(values.REPLICATE_BASE_URL);
  if (url && !token) {
    throw new SettingError(
      'REPLICATE_BASE_URL is set but REPLICATE_API_TOKEN is not. Set a token as well; where that ' +
        'server wants none, any word will do.',
    );
  }
  return {
    port: port('PORT', values.PORT ?? '8787'),
    host: values.HOST ?? 'localhost',
    stateDir: path.resolve(root, values.STATE_DIR ?? '.darkroom'),
    simulatorPort: port('SIMULATOR_PORT', values.SIMULATOR_PORT ?? '8790'),
    token,
    baseUrl: url,
    authSecret: values.AUTH_SECRET,
    operatorKey: values.OPERATOR_KEY,
    /** What the worker reads by itself, and checks. */
    passedOn: Object.fromEntries(
      passedOn.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
    ),
    /** For the simulator, which reads and checks its own. */
    environment: values,
  };
}
