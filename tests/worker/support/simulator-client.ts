import { env } from 'cloudflare:workers';

type Prediction = { id: string; input: { prompt: string; seed: number }; status: string };

/** Adds faults to the simulator, as its `POST /simulator/faults` takes them. */
export async function script(...rules: Record<string, unknown>[]): Promise<void> {
  const answer = await fetch(`${env.SIMULATOR}/simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rules),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The predictions that the simulator was asked for with that prompt. */
export async function predictionsOf(prompt: string): Promise<Prediction[]> {
  const ledger = await fetch(`${env.SIMULATOR}/simulator/ledger`);
  const { predictions } = await ledger.json<{ predictions: Prediction[] }>();
  return predictions.filter(({ input }) => input.prompt === prompt);
}

/** How many creations the simulator has answered with that status. */
export async function refusedCreations(status: number): Promise<number> {
  const ledger = await fetch(`${env.SIMULATOR}/simulator/ledger`);
  const { calls } = await ledger.json<{ calls: { kind: string; status: number }[] }>();
  return calls.filter((call) => call.kind === 'create' && call.status === status).length;
}
