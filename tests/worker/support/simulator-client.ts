import { env } from 'cloudflare:workers';
import { callSimulator, scriptAt } from '../../support/simulator-faults.ts';

type Count = { kind: string; status: number; count: number };

export type Prediction = {
  id: string;
  input: { prompt: string; seed: number; [name: string]: unknown };
  status: string;
  created_at: string;
  /** Whether it began to run, and so has to be paid. */
  billable: boolean;
  /** How often it was read and its files downloaded, by the status that was answered. */
  calls: Count[];
};

type Call = { kind: string; at: string; status: number; prediction_id: string | null };

type Ledger = { calls: Call[]; predictions: Prediction[] };

async function ledger(): Promise<Ledger> {
  const answer = await callSimulator(`${env.SIMULATOR}/simulator/ledger`);
  return answer.json();
}

/** Adds faults to the simulator, as its `POST /simulator/faults` takes them. */
export async function script(...rules: Record<string, unknown>[]): Promise<void> {
  await scriptAt(env.SIMULATOR, ...rules);
}

/** The predictions that the simulator was asked for with that prompt. */
export async function predictionsOf(prompt: string): Promise<Prediction[]> {
  const { predictions } = await ledger();
  return predictions.filter(({ input }) => input.prompt === prompt);
}

/** The one prediction with that prompt. Throws where there is none, or more than one. */
export async function predictionOf(prompt: string): Promise<Prediction> {
  const [prediction, ...others] = await predictionsOf(prompt);
  if (!prediction || others.length > 0) {
    throw new Error(`${prediction ? others.length + 1 : 0} predictions of "${prompt}"`);
  }
  return prediction;
}

/** How often such a call for one prediction was answered with that status; 0 is no answer. */
export function countOf({ calls }: Prediction, kind: string, status: number): number {
  return calls.find((call) => call.kind === kind && call.status === status)?.count ?? 0;
}

/** When the simulator answered such calls with that status, in milliseconds since 1970. */
export async function timesOf(kind: string, status: number): Promise<number[]> {
  const { calls } = await ledger();
  const answered = calls.filter((call) => call.kind === kind && call.status === status);
  return answered.map(({ at }) => Date.parse(at));
}

/** How many creations the simulator has answered with that status. */
export async function refusedCreations(status: number): Promise<number> {
  return (await timesOf('create', status)).length;
}

/** The statuses with which the cancels of one prediction were answered, in order. */
export async function cancelsOf({ id }: Prediction): Promise<number[]> {
  const { calls } = await ledger();
  const cancels = calls.filter((call) => call.kind === 'cancel' && call.prediction_id === id);
  return cancels.map(({ status }) => status);
}

/** What the first picture of a prediction hashes to when nothing spoils it. */
export async function pictureHash({ id }: Prediction): Promise<string> {
  const answer = await callSimulator(`${env.SIMULATOR}/simulator/predictions/${id}/sha256`);
  const { files } = await answer.json<{ files: { sha256: string }[] }>();
  return files[0]?.sha256 ?? '';
}
