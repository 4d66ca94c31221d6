import { goalsOf, isMet, type Goal } from './goals.ts';

/** Ours against one reference in the same unit. */
export type Against = { reference: string; value: number; ratio: number };

/** One line of the table. */
export type Figure = {
  what: string;
  unit: string;
  ours: number;
  against: Against[];
  /** What each round measured, by system. */
  rounds?: Record<string, number[]>;
};

const words = ({ atLeast, atMost }: Goal) =>
  atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;

/** A figure with what its ratios have to be, and whether they are. */
export function judged(figure: Figure) {
  const against = figure.against.map((one) => {
    const goal = goalsOf(figure.what).find(({ reference }) => reference === one.reference);
    return goal ? { ...one, goal: words(goal), met: isMet(goal, one.ratio) } : one;
  });
  return { ...figure, against };
}

function cellsOf({ what, against }: ReturnType<typeof judged>): string[][] {
  return against.map((one, index) => [
    index === 0 ? what : '',
    one.ratio.toPrecision(3),
    `x ${one.reference}`,
    ...('goal' in one ? [one.goal, one.met ? 'met' : 'NOT MET'] : ['', '']),
  ]);
}

/** The figures as a table of ratios, for people. */
export function table(figures: Figure[]): string {
  const rows = [
    ['ours', 'ratio', '', 'goal', ''],
    ...figures.flatMap((figure) => cellsOf(judged(figure))),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
  return rows.map((row) => line(row).join('  ').trimEnd()).join('\n');
}
