import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureInstalled, node, root } from './install.mjs';
import { readSettings } from './settings.mjs';

const wrangler = path.join(root, 'node_modules/wrangler/bin/wrangler.js');

/** What the app needs on the account, by the names that wrangler.toml gives. */
const resources = [
  ['d1', 'create', 'darkroom'],
  ['r2', 'bucket', 'create', 'darkroom-images'],
  ['queues', 'create', 'darkroom-images'],
  ['queues', 'create', 'darkroom-images-dead'],
];

/**
 * Runs wrangler and says whether it succeeded.
 *
 * @param {string[]} args
 */
function run(args) {
  return spawnSync(node, [wrangler, ...args], { cwd: root, stdio: 'inherit' }).status === 0;
}

/**
 * Runs wrangler without its questions and returns what it printed.
 *
 * @param {string[]} args
 */
function ask(args) {
  const { status, stdout, stderr } = spawnSync(node, [wrangler, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  });
  return { ok: status === 0, printed: `${stdout}${stderr}` };
}

/** @param {string} line */
function stop(line) {
  console.error(line);
  process.exit(1);
}

/** Creates what is not there yet. */
function createResources() {
  for (const resource of resources) {
    const { ok, printed } = ask(resource);
    if (!ok && !/already (exists|taken|owned|own)|is already|in use/i.test(printed)) {
      stop(`wrangler ${resource.join(' ')} failed:\n${printed}`);
    }
    console.log(`${ok ? 'created' : 'there already'}: ${resource.join(' ')}`);
  }
}

/**
 * The secrets to upload: what the environment has, and a new AUTH_SECRET and OPERATOR_KEY where the
 * worker has none. One that is there is never replaced, since that would sign everybody out, or
 * would have to be told anew.
 */
function newSecrets() {
  const { token, baseUrl, authSecret, operatorKey, passedOn } = readSettings();
  const { PUBLIC_URL } = passedOn;
  // What serves on a laptop may stand in .dev.vars; there the worker would refuse to serve at all.
  if (PUBLIC_URL && !PUBLIC_URL.startsWith('https://')) {
    stop(`PUBLIC_URL is "${PUBLIC_URL}". Set it to an address that begins with https://.`);
  }
  const listed = ask(['secret', 'list']);
  // Any other failure must not look like a worker without secrets: see above.
  if (!listed.ok && !/does not exist|not found|10007/i.test(listed.printed)) {
    stop(`The worker's secrets could not be listed:\n${listed.printed}`);
  }
  const has = (/** @type {string} */ name) => listed.ok && listed.printed.includes(`"${name}"`);
  const secret = authSecret ?? (has('AUTH_SECRET') ? undefined : randomBytes(32).toString('hex'));
  const newKey = operatorKey || has('OPERATOR_KEY') ? undefined : randomBytes(16).toString('hex');
  const key = operatorKey ?? newKey;
  return {
    newKey,
    hasToken: token !== undefined || has('REPLICATE_API_TOKEN'),
    hasPublicUrl: PUBLIC_URL !== undefined || has('PUBLIC_URL'),
    secrets: {
      ...(secret ? { AUTH_SECRET: secret } : {}),
      ...(key ? { OPERATOR_KEY: key } : {}),
      ...(token ? { REPLICATE_API_TOKEN: token } : {}),
      ...(baseUrl ? { REPLICATE_BASE_URL: baseUrl } : {}),
      ...passedOn,
    },
  };
}

ensureInstalled();
const { ok: known, printed: who } = ask(['whoami']);
// It says that nobody is signed in with an exit code of success.
if ((!known || /not authenticated/i.test(who)) && !run(['login'])) {
  stop('Sign in to Cloudflare first: npx wrangler login');
}
createResources();
// Before the code that needs them. Migrations only add, so the code that still runs keeps working.
if (!run(['d1', 'migrations', 'apply', 'DB', '--remote'])) stop('The migrations were not applied.');

const { secrets, hasToken, hasPublicUrl, newKey } = newSecrets();
const folder = mkdtempSync(path.join(tmpdir(), 'darkroom-deploy-'));
const file = path.join(folder, 'secrets.json');
writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
const deployed = run([
  'deploy',
  ...(Object.keys(secrets).length > 0 ? ['--secrets-file', file] : []),
]);
rmSync(folder, { recursive: true, force: true });
if (!deployed) stop('Nothing was deployed.');
if (newKey) {
  console.log(
    `\nHow the server is doing is at /operator, for whoever has this key:\n\n  ${newKey}\n\n` +
      'Keep it, it is shown only now. Another one: npx wrangler secret put OPERATOR_KEY',
  );
}
if (!hasToken) {
  console.log(
    '\nPictures cannot be made yet. Set your token: npx wrangler secret put REPLICATE_API_TOKEN',
  );
}
if (!hasPublicUrl) {
  console.log(
    '\nReplicate can tell the app when a picture is done: run this again with the address above, ' +
      'as in PUBLIC_URL=https://darkroom.example.workers.dev npm run deploy',
  );
}
