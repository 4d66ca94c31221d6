import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { endAll, measureConversation } from './conversation.ts';
import { measureImages } from './images.ts';
import { canMeasure } from './measure-process-tree.ts';
import { judged, table, type Figure } from './report.ts';

/**
 * Shows the app's speed as ratios against references that are measured in the same run, on the same
 * machine. `npm run bench`, or `npm run bench -- --only images --quick --json /tmp/bench.json`.
 * Nothing in the tests depends on it.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'conversation,images' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string', default: 'bench-results.json' },
  },
});
const only = new Set(options.only.split(','));

let isEnding = false;
async function stop(code: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await endAll();
  process.exit(code);
}
process.once('SIGINT', () => void stop(130));
process.once('SIGTERM', () => void stop(143));
process.on('uncaughtException', (error) => {
  // Servers that end under the bench make it fail: of no interest where they were told to.
  if (!isEnding) console.error(error);
  void stop(1);
});

const figures: Figure[] = [];
let isFaultless = true;
const started = new Date();
const conversation = only.has('conversation') ? await measureConversation(options.quick) : null;
if (conversation) figures.push(...conversation.figures);
if (only.has('images')) figures.push(...(await measureImages(options.quick)));

console.log(`\n${table(figures)}\n`);
if (!canMeasure) console.log('This system has no /proc: CPU and memory are left out.');
for (const [system, { lost, doubled, disordered }] of Object.entries(conversation?.faults ?? {})) {
  console.log(`${system}: ${lost} lost, ${doubled} doubled, ${disordered} in disorder`);
  isFaultless &&= lost + doubled + disordered === 0;
}
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
const results = {
  started,
  seconds: Math.round((Date.now() - started.getTime()) / 1000),
  machine,
  quick: options.quick,
  faults: conversation?.faults ?? null,
  figures: figures.map(judged),
};
writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
console.log(`Took ${results.seconds} s. Every figure is in ${options.json}.`);
// A wrong delivery is a bug; a goal that is not met is for people to judge.
process.exit(isFaultless ? 0 : 1);
