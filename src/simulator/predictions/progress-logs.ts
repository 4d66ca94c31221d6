import type { PredictionRecord } from './prediction-record.ts';
import type { PredictionState } from './prediction-state.ts';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const BAR_CELLS = 10;

/**
 * The log of a run so far: the seed, then one tqdm bar a step. tqdm redraws its line, so the bars
 * are separated by carriage returns and a newline comes only after the last.
 */
export function progressLogs(record: PredictionRecord, state: PredictionState): string {
  if (state.started_at === undefined) return '';
  const { steps, seed, pieces } = record.plan;
  // A language model draws no bars: what it has said so far is its progress.
  if (pieces) return '';
  const start = `Using seed: ${seed}\n`;
  const progress = record.quirks?.progress;
  if (progress === 'none') return start;
  const stepMs = record.run_ms / steps;
  const shown = Array.from({ length: state.steps_done + 1 }, (_, done) =>
    progress === 'shuffled' && done % 2 === 1 ? Math.floor(done / 2) : done,
  );
  if (progress === 'after_end' && state.completed_at !== undefined) {
    shown.push(Math.floor(steps * 0.4));
  }
  const bars = shown.map((done) => bar(done, steps, stepMs));
  const end = state.steps_done === steps ? '\n' : '';
  return `${start}${bars.join('')}${end}`;
}

function bar(done: number, steps: number, stepMs: number): string {
  const share = done / steps;
  const eighths = Math.floor(share * BAR_CELLS * 8);
  const cells = '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
  const percent = String(Math.floor(share * 100)).padStart(3);
  const elapsed = clock(done * stepMs);
  const rest = done === 0 ? '?' : clock((steps - done) * stepMs);
  const rate = done === 0 ? '?it/s' : `${(1000 / stepMs).toFixed(2).padStart(5)}it/s`;
  const drawn = cells.padEnd(BAR_CELLS);
  return `\r${percent}%|${drawn}| ${done}/${steps} [${elapsed}<${rest}, ${rate}]`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}
