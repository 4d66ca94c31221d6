import type { DialogName } from '../stores/interface-store.ts';
import type { Stores } from '../stores/stores.ts';
import type { Definitions } from './full-view.ts';

/** An update may have taken the script away that this page still asks for. */
export const notLoaded = 'This could not be loaded. Reload the page, what you wrote is kept.';

/** What a dialog shows, where that comes only after the page. */
export interface LatePart {
  /** @throws where it cannot be fetched */
  load: () => Promise<void>;
  /** Milliseconds after which it is fetched unasked; `null` where it waits to be wanted. */
  unasked: number | null;
}

/** The full view of pictures, and their comparison: no visit begins with them, most come to them. */
export function lateFullView(stores: Stores, definitions: Definitions): LatePart {
  let isDefined = false;
  return {
    load: async () => {
      const { defineFullView } = await import('./full-view.ts');
      // Whichever is wanted first: those of the full view share what is made here.
      if (!isDefined) defineFullView(stores, definitions);
      isDefined = true;
    },
    // Before somebody has looked around.
    unasked: 1_000,
  };
}

/** The tab "Prompts", and the form in which a prompt is kept. */
export function latePrompts(stores: Stores, definitions: Definitions): LatePart {
  let isDefined = false;
  return {
    load: async () => {
      const { definePrompts } = await import('./define-prompts.ts');
      // Whichever is wanted first: they share what is kept.
      if (!isDefined) definePrompts(stores, definitions);
      isDefined = true;
    },
    unasked: null,
  };
}

/** Dialogs whose script the page does without at first: most visits need none of it. */
export function lateDialogs(
  stores: Stores,
  define: Definitions['data'],
  fullView: LatePart,
  prompts: LatePart,
): Partial<Record<DialogName, LatePart>> {
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
      load: fullView.load,
      unasked: null,
    },
    keep_prompt: prompts,
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
    styles: {
      load: async () => {
        const { stylesDialog } = await import('./styles-dialog.ts');
        await stores.styles.load();
        define('stylesDialog', () => stylesDialog(stores));
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
