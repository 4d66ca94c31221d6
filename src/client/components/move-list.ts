import type { Move } from '../state/next-moves.ts';

/** What a list of moves says of each of them. @param shown what is in the list now */
export function moveList(shown: () => readonly Move[]) {
  return {
    /** Whether a line stands above it. */
    startsGroup(move: Move): boolean {
      const all = shown();
      const before = all[all.findIndex(({ name }) => name === move.name) - 1];
      return before !== undefined && before.group !== move.group;
    },
    iconOf({ icon }: Move): string {
      return `#icon-${icon}`;
    },
    /** How it does it, or why it cannot be done. */
    noteOf({ note, reason }: Move): string {
      return reason || note;
    },
    keyOf({ key }: Move): string {
      return key;
    },
  };
}
