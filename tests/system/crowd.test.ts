import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { protocolVersion } from '../../src/protocol/client-message.ts';
import { closeCodes } from '../../src/protocol/close-codes.ts';
import { limits } from '../../src/protocol/limits.ts';
import type { RoomClient } from '../support/room-client.ts';
import { RunningApp } from '../support/running-app.ts';
import { SteadyClient } from '../support/steady-client.ts';
import { WebPerson } from '../support/web-person.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(async () => {
  await app.end();
});

/** People with these names in a chat of the first one's. */
async function peopleInChat(...names: string[]) {
  const people = await Promise.all(names.map((name) => WebPerson.named(app.url, name)));
  const chat = (await people[0]?.createChat('Crowd')) ?? '';
  for (const person of people.slice(1)) await person.joinChat(chat);
  return { people, chat };
}

let count = 0;

/** Says a line and waits until it is taken. */
async function say(client: RoomClient, text: string): Promise<void> {
  count += 1;
  const client_id = `crowd-line-${count}`;
  client.say({ type: 'message_send', client_id, text });
  const answer = await client.answerTo(client_id);
  if (answer.type !== 'ack') throw new Error(answer.error.message);
}

const linesHeard = (client: RoomClient) =>
  client.heard.flatMap((message) =>
    message.type === 'changes' ? message.messages.map(({ text }) => text) : [],
  );

const hears = (client: RoomClient, line: string) =>
  client.hears('changes', ({ messages }) => messages.some(({ text }) => text === line));

test('a thousand connections hear everything, whole and in order', async () => {
  const names = Array.from({ length: 84 }, (_, index) => `Guest ${index}`);
  const { people, chat } = await peopleInChat(...names);
  const each = Array.from({ length: limits.socketsPerPerson }, () => people).flat();
  const clients = await Promise.all(each.slice(0, 1000).map((person) => person.connect(chat)));
  const [speaker] = clients;
  if (!speaker) throw new Error('nobody speaks');
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  for (const line of lines) await say(speaker, line);
  await Promise.all(clients.map((client) => hears(client, 'line 19')));
  for (const client of clients) {
    expect(linesHeard(client)).toEqual(lines);
    client.close();
  }
});

test('a flood costs who made it, not the others', async () => {
  const { people, chat } = await peopleInChat('Ada', 'Lin', 'Mal');
  const [ada, lin, mal] = people;
  if (!ada || !lin || !mal) throw new Error('nobody there');
  const [adas, lins] = [new SteadyClient(ada, chat), new SteadyClient(lin, chat)];
  const all = Array.from({ length: limits.socketsPerPerson }, () => mal.connect(chat));
  const mals = await Promise.all(all);
  flood(mals, 20_000);
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  for (const line of lines) await lins.say(line);
  await adas.hears('line 19');
  expect(adas.lines.filter((text) => text !== 'flood')).toEqual(lines);
  for (const { closed } of mals) expect((await closed).code).toBe(closeCodes.policy);
  await Promise.all([adas.leave(), lins.leave()]);
});

test('a reader that stopped costs little, is dropped, and resumes', async () => {
  const { people, chat } = await peopleInChat('Ada', 'Mal', 'Bo', 'Cy');
  const [ada, mal, ...others] = people;
  if (!ada || !mal) throw new Error('nobody there');
  const long = 'x'.repeat(limits.messageLength);
  for (const person of [ada, ...others]) {
    const client = await person.connect(chat);
    const ids = Array.from({ length: 50 }, (_, index) => `long-line-${index}`);
    const asked = ids.map((client_id) => ({ type: 'message_send', client_id, text: long }));
    for (const message of asked) client.say(message);
    await Promise.all(ids.map((id) => client.answerTo(id)));
    client.close();
  }
  const socket = new WebSocket(mal.socketUrl(chat), { headers: mal.socketHeaders });
  await new Promise((resolve) => socket.once('open', resolve));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const before = residentBytes();
  socket.send(JSON.stringify({ type: 'hello', protocol_version: protocolVersion, last_rev: null }));
  await new Promise((resolve) => socket.once('message', resolve));
  socket.pause();
  // Each page is 400 kB, so all of them would be 20 MB.
  for (let page = 0; page < 50; page += 1) {
    const client_id = `history-${page}`;
    socket.send(JSON.stringify({ type: 'history_request', client_id, before_seq: 1_000_000 }));
  }
  const witness = await ada.connect(chat);
  await say(witness, 'still here');
  await say(witness, 'and here');
  expect(residentBytes() - before).toBeLessThan(50e6);
  socket.resume();
  expect(await closed).toBe(closeCodes.tooSlow);
  const back = await mal.connect(chat);
  expect((await back.hears('snapshot')).messages.at(-1)?.text).toBe('and here');
});

function flood(clients: RoomClient[], frames: number): void {
  for (let index = 0; index < frames; index += 1) {
    const message = { type: 'message_send', client_id: `flood-${index}`, text: 'flood' };
    clients[index % clients.length]?.say(message);
  }
}

/** Memory of all runtimes that serve this app, where the system tells. */
function residentBytes(): number {
  const pages = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`STATE_DIR=${app.stateDir}`);
      } catch {
        return false;
      }
    })
    .map((pid) => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]));
  return pages.reduce((sum, count_) => sum + count_, 0) * 4096;
}
