import { once } from 'node:events';
import net from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { FaultProxy, type ProxyLink } from '../../chaos/proxy.ts';

type Ends = { client: net.Socket; app: net.Socket; link: ProxyLink };

/** A connection through a proxy, with both of its ends. */
async function connected(): Promise<Ends> {
  const server = net.createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const proxy = await FaultProxy.before((server.address() as net.AddressInfo).port);
  onTestFinished(async () => {
    await proxy.close();
    server.close();
  });
  const client = net.connect(proxy.port, '127.0.0.1');
  const [app] = (await once(server, 'connection')) as [net.Socket];
  for (const socket of [client, app]) socket.on('error', () => {});
  const link = proxy.linkOf(client.localPort ?? 0);
  if (!link) throw new Error('no link');
  return { client, app, link };
}

const heard = async (socket: net.Socket) => String((await once(socket, 'data'))[0]);

/** Settles with the close, whether or not an error comes first. */
const closing = (socket: net.Socket) =>
  new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });

test('passes bytes both ways', async () => {
  const { client, app } = await connected();
  client.write('up');
  expect(await heard(app)).toBe('up');
  app.write('down');
  expect(await heard(client)).toBe('down');
});

test('a cut ends both ends', async () => {
  const { client, app, link } = await connected();
  const ends = Promise.all([closing(client), closing(app)]);
  link.cut('reset');
  await ends;
  expect(link.isWhole).toBe(false);
});

test('delays bytes by as much as was said', async () => {
  const { client, app, link } = await connected();
  link.delay(80, 0);
  const since = performance.now();
  client.write('late');
  await heard(app);
  expect(performance.now() - since).toBeGreaterThan(75);
});

test('a half-open connection passes its bytes and its close when it is released', async () => {
  const { client, app, link } = await connected();
  let arrived = '';
  app.on('data', (bytes: Buffer) => {
    arrived += bytes.toString();
  });
  link.hold('up');
  client.write('held');
  client.destroy();
  await once(client, 'close');
  app.write('the other way still goes');
  expect([arrived, app.destroyed]).toEqual(['', false]);
  const closed = once(app, 'close');
  link.release();
  await closed;
  expect(arrived).toBe('held');
});
