import type { ImageRow } from '../../../src/protocol/rows.ts';
import type { WebPerson } from '../../support/web-person.ts';
import type { ReadRows, Served } from './history.ts';
import { sha256Of } from './provider.ts';

/** Somebody with a name, in a room. */
export type Reader = { name: string; person: WebPerson; room: string };

/** All images of a room, by snapshot and every page of history, as somebody reads it who just came. */
export async function readRoom({ name, person, room }: Reader): Promise<ReadRows> {
  const client = await person.connect(room);
  const snapshot = await client.hears('snapshot');
  const images = new Map(snapshot.images.map((row) => [row.id, row]));
  let page: { messages: { seq: number }[]; has_older: boolean } = snapshot;
  for (let number = 1; page.has_older; number += 1) {
    const client_id = `page-${String(number).padStart(8, '0')}`;
    const before_seq = Math.min(...page.messages.map(({ seq }) => seq));
    client.say({ type: 'history_request', client_id, before_seq });
    const history = await client.hears('history', (heard) => heard.client_id === client_id);
    for (const row of history.images) if (!images.has(row.id)) images.set(row.id, row);
    page = history;
  }
  client.close();
  return { by: name, room, isWhole: true, images: [...images.values()] };
}

/** Everything that is served of a completed image, to its author and to somebody else. */
export async function fetchImage(row: ImageRow, readers: readonly Reader[]): Promise<Served[]> {
  const paths = [row.url, row.thumbnail_url].filter((path) => path !== null);
  const served: Served[] = [];
  for (const { name: by, person } of readers) {
    for (const path of paths) {
      const answer = await person.get(path);
      const sha256 = sha256Of(await answer.bytes());
      const content_type = answer.headers.get('content-type');
      served.push({ image_id: row.id, by, path, status: answer.status, content_type, sha256 });
    }
  }
  return served;
}
