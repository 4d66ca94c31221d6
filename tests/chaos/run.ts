import { parseArgs } from 'node:util';
import { AppUnderTest } from './app-under-test.ts';
import { runChaos } from './chaos.ts';
import { runImageChaos } from './images/image-chaos.ts';
import { brokenLines, imageReportOf } from './images/report.ts';
import { imageChaosSettings } from './images/settings.ts';
import { faults, type Fault } from './nemesis.ts';
import type { Random } from './random.ts';
import { reportOf, violationLines } from './report.ts';

/*
 * npm run chaos -- [--seed N] [--minutes M] [--only cut,kill,…]
 * npm run chaos -- --images [--seed N] [--jobs 200] [--kills 50]
 *
 * Lets people talk while everything breaks, for so many minutes and in the way that the seed says;
 * or lets them ask for so many images while everything is killed so many times.
 * Ends with 0 where every invariant held.
 */

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    minutes: { type: 'string', default: '3' },
    only: { type: 'string' },
    images: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '200' },
    kills: { type: 'string', default: '50' },
  },
});

/** How likely each fault is; each that there is comes at least once, if time allows. */
const weights: Record<Fault, number> = {
  cut: 6,
  'cut all': 2,
  delay: 3,
  'half-open': 5,
  duplicate: 4,
  kill: 4,
  reload: 2,
  hibernate: 1,
  d1: 1,
};

const since = performance.now();
const seconds = () => `${((performance.now() - since) / 1000).toFixed(1)} s`.padStart(8);
const say = (line: string) => console.log(`${seconds()}  ${line}`);

function* chosenFaults(random: Random): Generator<Fault> {
  const until = performance.now() + Number(values.minutes) * 60_000;
  const chosen = values.only ? faults.filter((fault) => values.only?.includes(fault)) : faults;
  for (const fault of random.shuffled(chosen)) {
    if (performance.now() < until) yield fault;
  }
  while (performance.now() < until) {
    yield random.weighted(chosen.map((fault) => [fault, weights[fault]] as const));
  }
}

const seed = Number(values.seed);

async function conversation(app: AppUnderTest): Promise<string[]> {
  const result = await runChaos({
    app,
    seed,
    faults: chosenFaults,
    outageMs: 30_000,
    withImages: true,
    say,
  });
  console.log(reportOf(result).join('\n'));
  return violationLines(result.violations);
}

async function images(app: AppUnderTest): Promise<string[]> {
  const { kinds, runMs } = imageSettings;
  const size = { jobs: Number(values.jobs), kills: Number(values.kills), kinds };
  const result = await runImageChaos({ app, seed, ...size, runMs, say });
  console.log(imageReportOf(result).join('\n'));
  return brokenLines(result.violations);
}

// Every other seed, so that both ways to hear of an end are put to the test.
const imageSettings = await imageChaosSettings(seed % 2 === 0);

const amount = values.images
  ? `--images --seed ${seed} --jobs ${values.jobs} --kills ${values.kills}`
  : `--seed ${seed} --minutes ${values.minutes}`;
console.log(`npm run chaos -- ${amount}`);
const app = await AppUnderTest.start(
  [],
  values.images ? imageSettings.environment : { SIMULATOR_SECONDS: '0.5' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void app.end().then(() => process.exit(1)));
}
let isWell = false;
try {
  const violations = await (values.images ? images : conversation)(app);
  console.log(violations.join('\n'));
  isWell = violations.length === 0;
} finally {
  await app.end();
}
process.exit(isWell ? 0 : 1);
