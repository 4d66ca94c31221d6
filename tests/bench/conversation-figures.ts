import type { Faults } from './load/orders.ts';
import { median } from './median.ts';
import type { Figure } from './report.ts';
import { systems, type System } from './servers/room-server.ts';

/** What each round measured, by figure and system. */
export type Measured = Map<string, Map<System, number[]>>;

/** What went wrong with deliveries, by system. */
export type FaultsOf = Partial<Record<System, Faults>>;

const referenceNames: Record<Exclude<System, 'darkroom'>, string> = {
  partyserver: 'PartyServer + SQLite',
  socketio: 'Socket.IO + SQLite',
  broadcast: 'broadcasting alone',
};

const units: [RegExp, string][] = [
  [/deliveries a second$/, 'deliveries/s'],
  [/CPU/, 'microseconds'],
  [/memory/, 'bytes'],
  [/load/, 'cores'],
];

function figureOf(what: string, bySystem: Map<System, number[]>): Figure {
  const ours = median(bySystem.get('darkroom') ?? []);
  const against = systems.flatMap((system) => {
    const rounds = bySystem.get(system);
    if (system === 'darkroom' || !rounds) return [];
    const value = median(rounds);
    return [{ reference: referenceNames[system], value, ratio: ours / value }];
  });
  const unit = units.find(([name]) => name.test(what))?.[1] ?? 'ms';
  return { what, unit, ours, against, rounds: Object.fromEntries(bySystem) };
}

/** The medians of the rounds, ours against each reference. */
export function figuresOf(measured: Measured): Figure[] {
  return [...measured].map(([what, bySystem]) => figureOf(what, bySystem));
}
