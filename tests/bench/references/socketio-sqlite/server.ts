import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { Server } from 'socket.io';

/**
 * A reference of the bench: a chat room on Node with Socket.IO, which stores each message in SQLite
 * before it emits it. Whoever connects gets the newest hundred. It authenticates nobody.
 */
const [port, file] = process.argv.slice(2);
const database = new DatabaseSync(file ?? '');
// As workerd opens a Durable Object's SQLite: a message is on the disk before anybody gets it.
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
database.exec(
  'CREATE TABLE message (seq INTEGER PRIMARY KEY, room TEXT, id TEXT, author TEXT, text TEXT, time INTEGER)',
);
database.exec('CREATE INDEX message_room ON message (room, seq)');
const insert = database.prepare(
  'INSERT INTO message (room, id, author, text, time) VALUES (?, ?, ?, ?, ?)',
);
const newest = database.prepare(
  'SELECT id, author, text, time FROM message WHERE room = ? ORDER BY seq DESC LIMIT 100',
);

const io = new Server(Number(port), { transports: ['websocket'] });
io.on('connection', (socket) => {
  const { room = '', name = '' } = socket.handshake.query as Record<string, string>;
  void socket.join(room);
  socket.emit('page', newest.all(room).toReversed());
  socket.on('message', ({ text }: { text: string }) => {
    const message = { id: randomUUID(), author: name, text, time: Date.now() };
    insert.run(room, ...Object.values(message));
    io.to(room).emit('message', message);
  });
});
