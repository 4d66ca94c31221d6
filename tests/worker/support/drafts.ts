import { env } from 'cloudflare:workers';
import { nanoid } from 'nanoid';
import type { RoomClient } from '../../support/room-client.ts';
import { callSimulator } from '../../support/simulator-faults.ts';
import type { AtEnd } from './connect.ts';
import { adaAndLin, done, heardRow, say } from './rooms.ts';
import type { Prediction } from './simulator-client.ts';

type Call = { kind: string; prediction_id: string | null };

/** What the simulator was asked, and still was asked about, with these words anywhere in it. */
export async function askedWith(words: string) {
  const answer = await callSimulator(`${env.SIMULATOR}/simulator/ledger`);
  const ledger = await answer.json<{ calls: Call[]; predictions: Prediction[] }>();
  const predictions = ledger.predictions.filter(({ input }) =>
    JSON.stringify(input).includes(words),
  );
  const ids = predictions.map(({ id }) => id);
  const calls = ledger.calls.filter(({ prediction_id }) => ids.includes(prediction_id ?? ''));
  return { predictions, kinds: calls.map(({ kind }) => kind) };
}

/** Ada and Lin talk of a harbour that nobody else talks of: faults find it by its name. */
export async function storyOfTwo(atEnd?: AtEnd) {
  const room = await adaAndLin(atEnd);
  const harbour = `harbour ${nanoid(8).replaceAll(/[_-]/g, 'x')}`;
  const storm = await say(room.adas, `A lighthouse in a storm at the ${harbour}`);
  const cat = await say(room.lins, 'with a ginger cat at its door');
  return { ...room, harbour, storm, cat };
}

/** Has a prompt drafted. @returns the id of its message */
export async function draft(client: RoomClient, ...message_ids: string[]): Promise<string> {
  return (await done(client, { type: 'proposal_request', message_ids })).id;
}

/** The row of a drafted prompt once it is there. */
export const ready = (client: RoomClient, id: string, of = 0) =>
  heardRow(client, id, ({ proposal }) => proposal?.status === 'ready' && proposal.round === of);
