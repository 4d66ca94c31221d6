import { Clients } from './clients.ts';
import { saturate, sendMany, trickle } from './loads.ts';
import type { Answers, Order } from './orders.ts';

/**
 * The process that all of the load comes from, apart from the bench, which looks at clocks and
 * processes meanwhile. Takes orders one after the other.
 */
let clients: Clients | null = null;

function connected(): Clients {
  if (!clients) throw new Error('Nobody is connected.');
  return clients;
}

async function carryOut(order: Order): Promise<Answers[Order['do']]> {
  switch (order.do) {
    case 'connect': {
      clients = new Clients(order.dialect, order.senders);
      const since = performance.now();
      await clients.connect(order.dials);
      return { ms: performance.now() - since };
    }
    case 'saturate':
      return saturate(connected(), order);
    case 'trickle':
      return trickle(connected(), order);
    case 'fill':
      return sendMany(connected(), order);
    case 'close': {
      const { sent, deliveries } = connected();
      const faults = await connected().close();
      clients = null;
      return { ...faults, sent, deliveries };
    }
  }
}

process.on('message', (order: Order) => {
  carryOut(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: `${order.do}: ${String(error)}` }),
  );
});
// The bench is gone, however it ended.
process.on('disconnect', () => process.exit());
