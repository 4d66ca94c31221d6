import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureInstalled, node, root } from './install.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

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
 * @param {string[]} args of the project's own Node
 * @param {Record<string, string>} [environment]
 */
function run(args, environment = {}) {
  const env = { ...process.env, ...environment };
  return spawnSync(node, args, { cwd: root, stdio: 'inherit', env }).status === 0;
}

/**
 * A check that passes or fails as a whole.
 *
 * @param {string} name
 * @param {string[]} args
 * @returns {Count}
 */
function check(name, args) {
  const ok = run(args);
  console.log(`${ok ? 'ok' : 'FAILED'}  ${name}`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/**
 * Runs tests that write their result to a file; tests that did not run at all count as one failure.
 *
 * @param {string} name
 * @param {string[]} args
 * @param {(report: any) => Count} count
 * @param {Record<string, string>} [environment]
 * @returns {Count}
 */
function tests(name, args, count, environment) {
  const ok = run(args, environment);
  try {
    const { passed, failed } = count(
      JSON.parse(readFileSync(path.join(reports, `${name}.json`), 'utf8')),
    );
    return { passed, failed: failed === 0 && !ok ? 1 : failed };
  } catch {
    console.log(`FAILED  ${name} did not report`);
    return { passed: 0, failed: 1 };
  }
}

/**
 * @param {string} project
 * @param {string[]} options
 */
function vitest(project, options = []) {
  const file = path.join(reports, `${project}.json`);
  const args = [`${bin}/vitest/vitest.mjs`, 'run', '--project', project, '--reporter', 'default'];
  const all = [...args, '--reporter', 'json', '--outputFile.json', file, ...options];
  return tests(project, all, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
  }));
}

function playwright() {
  const args = [`${bin}/@playwright/test/cli.js`, 'test', '--reporter', 'list,json'];
  const environment = { PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(reports, 'browser.json') };
  return tests(
    'browser',
    args,
    ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
    environment,
  );
}

ensureInstalled();
const counts = [
  check('build', ['scripts/build.mjs']),
  check('format', [`${bin}/prettier/bin/prettier.cjs`, '--check', '--log-level', 'warn', '.']),
  check('lint', [
    `${bin}/oxlint/bin/oxlint`,
    '--type-aware',
    '--deny-warnings',
    'src',
    'tests',
    'scripts',
  ]),
  ...typed.map((part) => check(`types of ${part}`, [`${bin}/typescript/bin/tsc`, '-p', part])),
  vitest('unit'),
  // Faults are mostly waited for: more files at once than there are cores.
  vitest('worker', ['--maxWorkers', '3']),
  vitest('system'),
  playwright(),
];
rmSync(reports, { recursive: true, force: true });

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
