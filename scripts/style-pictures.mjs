import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import * as z from 'zod/mini';
import { composePrompt } from '../src/protocol/compose-prompt.ts';
import { ourStyles } from '../src/client/state/styles/our-styles.ts';
import { node, root } from './install.mjs';
import { start, stopAll } from './processes.mjs';

// Makes the picture of every style of ours anew: one subject, one seed, asked for as the app does.
// The pictures are Replicate's where a token is set, else the simulator's.

const subject = {
  prompt: 'a lighthouse on a cliff by the sea, a sailing boat, clouds, noon',
  negative_prompt: '',
};
const model = 'stability-ai/sdxl';
const input = { width: 1024, height: 768, seed: 7, num_outputs: 1 };

/** Pixels of the stored pictures: twice what the picker shows. */
const stored = { width: 320, height: 240 };

const modelSchema = z.object({ latest_version: z.object({ id: z.string() }) });
const predictionSchema = z.object({
  id: z.string(),
  status: z.string(),
  output: z.nullish(z.array(z.string())),
  error: z.nullish(z.string()),
});

/** How long a picture may take, in milliseconds. */
const patienceMs = 5 * 60_000;

/**
 * @param {string} folder where the simulator keeps its data
 * @returns {Promise<string>} the address of its API
 */
async function startSimulator(folder) {
  const simulator = start(node, ['src/simulator/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      SIMULATOR_PORT: '0',
      SIMULATOR_STATE_DIR: folder,
      SIMULATOR_SECONDS: '0.1',
    },
  });
  if (!simulator.stdout) throw new Error('The simulator has no output.');
  for await (const line of createInterface({ input: simulator.stdout })) {
    const address = /listening on (http:\S+)/.exec(line)?.[1];
    if (address) return `${address}/v1`;
  }
  throw new Error('The simulator did not start.');
}

/**
 * @template {z.core.$ZodType} T
 * @param {T} schema of the answer
 * @param {string} url
 * @param {object} [body] posted, where there is one
 */
async function ask(schema, url, body) {
  const answer = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      Authorization: `Bearer ${process.env['REPLICATE_API_TOKEN'] ?? 'simulator'}`,
      'Content-Type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return z.parse(schema, await answer.json());
}

/**
 * @param {string} api
 * @param {string} version
 * @param {import('../src/protocol/style.ts').Style} style
 * @returns {Promise<Buffer>} the picture as it came
 */
async function make(api, version, style) {
  const addition = { kind: /** @type {const} */ ('style'), entry_id: null, ...style };
  const { prompt, negative_prompt } = composePrompt(subject, [addition], true);
  const asked = { ...input, prompt, negative_prompt };
  let prediction = await ask(predictionSchema, `${api}/predictions`, { version, input: asked });
  const until = Date.now() + patienceMs;
  while (!['succeeded', 'failed', 'canceled'].includes(prediction.status)) {
    if (Date.now() > until) throw new Error(`The picture of ${style.name} took too long.`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    prediction = await ask(predictionSchema, `${api}/predictions/${prediction.id}`);
  }
  const output = prediction.output?.[0];
  if (prediction.status !== 'succeeded' || output === undefined) {
    throw new Error(`The picture of ${style.name} failed: ${prediction.error ?? 'no output'}`);
  }
  const file = await fetch(output);
  return Buffer.from(await file.arrayBuffer());
}

const folder = mkdtempSync(path.join(tmpdir(), 'style-pictures-'));
try {
  const api = process.env['REPLICATE_API_TOKEN']
    ? (process.env['REPLICATE_BASE_URL'] ?? 'https://api.replicate.com/v1')
    : await startSimulator(folder);
  const { latest_version: latest } = await ask(modelSchema, `${api}/models/${model}`);
  let bytes = 0;
  for (const style of ourStyles) {
    const made = await make(api, latest.id, style);
    const picture = await sharp(made)
      .resize(stored.width, stored.height, { fit: 'cover' })
      .webp({ quality: 58, effort: 6, smartSubsample: true })
      .toBuffer();
    writeFileSync(path.join(root, 'public/styles', `${style.id}.webp`), picture);
    bytes += picture.length;
    console.log(`${style.id}: ${picture.length} bytes`);
  }
  console.log(`${ourStyles.length} pictures, ${Math.round(bytes / 1024)} KB`);
} finally {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
}
