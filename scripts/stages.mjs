import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { node, root } from './install.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * A part of `npm test`: a program of the project's own Node, which passes or fails as a whole where
 * it writes no report.
 *
 * @typedef {{
 *   name: string,
 *   args: string[],
 *   environment?: Record<string, string>,
 *   report?: { file: string, count: (report: any) => Count },
 * }} Stage
 */

/**
 * @param {Stage} stage
 * @param {'inherit' | 'pipe'} stdio
 */
function start({ args, environment }, stdio) {
  return spawn(node, args, {
    cwd: root,
    stdio: ['ignore', stdio, stdio],
    env: { ...process.env, ...environment },
  });
}

/**
 * What a stage came to; tests that did not run at all count as one failure.
 *
 * @param {Stage} stage
 * @param {boolean} ok whether its program succeeded
 * @param {number} since when it began, as `performance.now()` counts
 * @returns {{ count: Count, line: string }} and the line that says so
 */
function result({ name, report }, ok, since) {
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  const line = `${ok ? 'ok' : 'FAILED'}  ${name}, ${seconds} s\n`;
  if (!report) return { count: { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }, line };
  if (!existsSync(report.file)) {
    return { count: { passed: 0, failed: 1 }, line: `FAILED  ${name} did not report\n` };
  }
  const { passed, failed } = report.count(JSON.parse(readFileSync(report.file, 'utf8')));
  return { count: { passed, failed: failed === 0 && !ok ? 1 : failed }, line };
}

/**
 * Runs stages one after the other, and others beside them, also one after the other. What those
 * print is shown whole, between two of the first ones or at the end.
 *
 * @param {Stage[]} stages
 * @param {Stage[]} [beside]
 * @returns {Promise<Count[]>}
 */
export async function runStages(stages, beside = []) {
  /** @type {Count[]} */
  const counts = [];
  /** @type {string[]} */
  const held = [];
  const show = () => process.stdout.write(held.splice(0).join(''));

  const others = (async () => {
    for (const stage of beside) {
      const since = performance.now();
      const child = start(stage, 'pipe');
      let printed = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (printed += text));
      }
      const [code] = await once(child, 'close');
      const { count, line } = result(stage, code === 0, since);
      counts.push(count);
      held.push(printed, line);
    }
  })();
  for (const stage of stages) {
    const since = performance.now();
    const [code] = await once(start(stage, 'inherit'), 'close');
    const { count, line } = result(stage, code === 0, since);
    counts.push(count);
    held.unshift(line);
    show();
  }
  await others;
  show();
  return counts;
}
