import { expect, test } from 'vitest';
import { adaAndLin, done, heardRow, say } from './support/rooms.ts';

test('a language model writes', async () => {
  const { adas, lins } = await adaAndLin();
  const storm = await say(adas, 'A lighthouse in a storm');
  const cat = await say(lins, 'with a ginger cat at its door');
  const { id } = await done(adas, { type: 'proposal_request', message_ids: [cat, storm] });
  const row = await heardRow(lins, id, ({ proposal }) => proposal?.status === 'ready');
  console.log(JSON.stringify(row));
  console.log(JSON.stringify(lins.heard.filter((m) => m.type === 'proposal_progress')));
  lins.say({ type: 'suggestion_request', client_id: 's1', kind: 'expand', prompt: 'a fox' });
  console.log(await lins.hears('suggestion', (m) => m.is_done));
  expect(1).toBe(2);
});
