import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureInstalled, root } from './install.mjs';
import { runStages } from './stages.mjs';

/** @typedef {import('./stages.mjs').Stage} Stage */

const bin = path.join(root, 'node_modules');
const reports = mkdtempSync(path.join(tmpdir(), 'darkroom-test-'));

/** The parts of the code that are type-checked each with libraries of their own. */
const typed = [
  'src/protocol',
  'src/domain',
  'src/worker',
  'src/client',
  'src/simulator',
  'scripts',
  'tests/unit',
  'tests/worker',
  'tests/system',
  'tests/browser',
  'tests/chaos',
  'tests/bench',
  'tests/bench/references',
];

/**
 * @param {string} project
 * @param {string[]} options
 * @returns {Stage}
 */
function vitest(project, options = []) {
  const file = path.join(reports, `${project}.json`);
  const args = [`${bin}/vitest/vitest.mjs`, 'run', '--project', project, '--reporter', 'default'];
  return {
    name: `${project} tests`,
    args: [...args, '--reporter', 'json', '--outputFile.json', file, ...options],
    report: {
      file,
      count: ({ numPassedTests, numFailedTests }) => ({
        passed: numPassedTests,
        failed: numFailedTests,
      }),
    },
  };
}

/** @returns {Stage} */
function playwright() {
  const file = path.join(reports, 'browser.json');
  return {
    name: 'browser tests',
    args: [`${bin}/@playwright/test/cli.js`, 'test', '--reporter', 'list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    report: {
      file,
      count: ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
    },
  };
}

const lint = ['--type-aware', '--deny-warnings', 'src', 'tests', 'scripts'];

ensureInstalled();
const counts = [
  ...(await runStages([{ name: 'build', args: ['scripts/build.mjs'] }])),
  ...(await runStages(
    [
      {
        name: 'format',
        args: [`${bin}/prettier/bin/prettier.cjs`, '--check', '--log-level', 'warn', '.'],
      },
      { name: 'lint', args: [`${bin}/oxlint/bin/oxlint`, ...lint] },
      ...typed.map((part) => ({
        name: `types of ${part}`,
        args: [`${bin}/typescript/bin/tsc`, '-p', part],
      })),
      vitest('unit'),
      // Faults are mostly waited for: more files at once than there are cores.
      vitest('worker', ['--maxWorkers', '3']),
    ],
    // They mostly wait as well: for starts, for deadlines, and for pictures.
    [vitest('system', ['--maxWorkers', '2']), playwright()],
  )),
];
rmSync(reports, { recursive: true, force: true });

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
