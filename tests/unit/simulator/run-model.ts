import sharp from 'sharp';
import { expect } from 'vitest';
import { z } from 'zod';
import type { StartedSimulator } from './start-simulator.ts';

const predictionSchema = z.object({
  id: z.string(),
  status: z.string(),
  error: z.string().nullable(),
  logs: z.string(),
  output: z.union([z.string(), z.array(z.string()), z.null()]),
});
export type Run = z.infer<typeof predictionSchema>;

/** Runs a model by name, or by the version that it has, to its end. */
export async function runModel(
  { call, client }: StartedSimulator,
  name: string,
  input: Record<string, unknown>,
): Promise<Run> {
  const [owner = '', model = ''] = name.split('/');
  const { latest_version: version } = await client.models.get(owner, model);
  const created = await call('/v1/predictions', {
    method: 'POST',
    headers: { prefer: 'wait=60' },
    body: JSON.stringify({ version: version?.id, input }),
  });
  const body: unknown = await created.json();
  expect(created.status, JSON.stringify(body)).toBe(201);
  return predictionSchema.parse(body);
}

/** The bytes of the first picture of a run; fails the test when it has none. */
export async function firstPicture({ output, error }: Run): Promise<Buffer> {
  const [address] = typeof output === 'string' ? [output] : (output ?? []);
  if (address === undefined) throw new Error(`no picture: ${error ?? ''}`);
  return Buffer.from(await (await fetch(address)).arrayBuffer());
}

/** Left half red, right half blue, as a PNG. */
export async function twoHalves(width: number, height: number): Promise<Buffer> {
  const half = Math.ceil(width / 2);
  const blue = sharp({ create: { width: half, height, channels: 3, background: '#00f' } });
  return sharp({ create: { width, height, channels: 3, background: '#f00' } })
    .composite([{ input: await blue.png().toBuffer(), gravity: 'east' }])
    .png()
    .toBuffer();
}

/** Left half black, right half white, as a PNG. */
export async function halfMask(width: number, height: number): Promise<Buffer> {
  const { data, info } = await sharp(await twoHalves(width, height))
    .extractChannel('blue')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info }).png().toBuffer();
}

/** As it is put into an input. */
export function dataUri(bytes: Uint8Array, type = 'image/png'): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** The mean red, green and blue of one half of a picture. */
export async function meanOfHalf(picture: Buffer, side: 'left' | 'right'): Promise<number[]> {
  const { width, height } = await sharp(picture).metadata();
  const half = Math.floor(width / 2);
  const left = side === 'left' ? 0 : width - half;
  const part = await sharp(picture)
    .extract({ left, top: 0, width: half, height })
    .removeAlpha()
    .toBuffer();
  return (await sharp(part).stats()).channels.map(({ mean }) => Math.round(mean));
}
