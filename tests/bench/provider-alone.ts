import { nanoid } from 'nanoid';

const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' };

/** How often the reference looks whether its prediction is done, in milliseconds. */
const lookEveryMs = 50;

/** A prediction as the provider tells of it. */
type PredictionView = Times & { id: string; status: string; output: string[] | null };
type Times = { created_at: string; completed_at: string | null };

/** How long the model itself took, in milliseconds: what is nobody's overhead. */
export function modelMs({ created_at, completed_at }: Times): number {
  return Date.parse(completed_at ?? '') - Date.parse(created_at);
}

/**
 * Lets the simulator paint while the model still runs: a real provider's file is there when its
 * prediction is done, and the simulator's else only when somebody asks for it.
 */
export async function paintAhead(simulator: string, id: string): Promise<void> {
  await (await fetch(`${simulator}/simulator/predictions/${id}/sha256`)).arrayBuffer();
}

/**
 * The reference: the provider asked directly, looked at often, and its file downloaded.
 *
 * @param isPaintedAhead whether the file is there when the prediction is done
 * @returns how long that took less the model's own time, in milliseconds
 */
export async function askProvider(
  simulator: string,
  size: { width: number; height: number },
  isPaintedAhead: boolean,
): Promise<number> {
  const since = performance.now();
  const model = await fetch(`${simulator}/v1/models/stability-ai/sdxl`, { headers });
  const { latest_version } = (await model.json()) as { latest_version: { id: string } };
  const input = { prompt: `a lighthouse ${nanoid()}`, ...size, seed: 1 };
  const body = JSON.stringify({ version: latest_version.id, input });
  const made = await fetch(`${simulator}/v1/predictions`, { method: 'POST', headers, body });
  const { id } = (await made.json()) as { id: string };
  if (isPaintedAhead) await paintAhead(simulator, id);
  for (;;) {
    const asked = await fetch(`${simulator}/v1/predictions/${id}`, { headers });
    const prediction = (await asked.json()) as PredictionView;
    if (prediction.status === 'succeeded') {
      await (await fetch(prediction.output?.[0] ?? '')).arrayBuffer();
      return performance.now() - since - modelMs(prediction);
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
