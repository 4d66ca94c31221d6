import type { AlpineComponent } from 'alpinejs';
import type { DialogName } from '../stores/interface-store.ts';
import type { Stores } from '../stores/stores.ts';

/** Gives a component to Alpine under its name. */
type Define = (name: string, component: () => AlpineComponent<object>) => void;

/** What a dialog shows, where that comes only after the page. */
export interface LatePart {
  /** @throws where it cannot be fetched */
  load: () => Promise<void>;
  /** Milliseconds after which it is fetched unasked; `null` where it waits to be wanted. */
  unasked: number | null;
}

/** Dialogs whose script the page does without at first: most visits need none of it. */
export function lateDialogs(stores: Stores, define: Define): Partial<Record<DialogName, LatePart>> {
  return {
    search: {
      load: async () => {
        const { searchDialog } = await import('./search-dialog.ts');
        define('searchDialog', () => searchDialog(stores));
      },
      // So that it is there by the time somebody searches: what they type at once is not lost.
      unasked: 1_000,
    },
    compare: {
      load: async () => {
        const { compareView } = await import('./compare-view.ts');
        define('compareView', () => compareView(stores));
      },
      unasked: null,
    },
    export: {
      load: async () => {
        const { exportDialog } = await import('./export-dialog.ts');
        define('exportDialog', () => exportDialog(stores));
      },
      unasked: null,
    },
    models: {
      load: async () => {
        const { modelsDialog } = await import('./models-dialog.ts');
        define('modelsDialog', () => modelsDialog(stores));
      },
      unasked: null,
    },
    mask: {
      load: async () => {
        const { maskPainter } = await import('./mask-painter.ts');
        define('maskPainter', () => maskPainter(stores));
      },
      unasked: null,
    },
  };
}
