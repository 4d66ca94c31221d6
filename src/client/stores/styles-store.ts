import { sentenceOf } from './http-api.ts';
import type { KeptStyle, KeptStyleFields } from './kept-styles.ts';
import type { OurStyle } from '../state/styles/our-styles.ts';

/** The styles that come with the app, and one's own. They are fetched when they are first wanted. */
export function createStylesStore() {
  let loading: Promise<void> | null = null;
  return {
    ours: [] as readonly OurStyle[],
    mine: [] as KeptStyle[],
    /** Whether one's own could not be read; empty while they could. */
    failure: '',

    /** Fetches what is not here yet. @throws where the script of ours cannot be fetched */
    load(): Promise<void> {
      loading ??= this.fetch().catch((error: unknown) => {
        loading = null;
        throw error;
      });
      return loading;
    },
    async fetch(): Promise<void> {
      const [{ ourStyles }] = await Promise.all([
        import('../state/styles/our-styles.ts'),
        this.loadMine(),
      ]);
      this.ours = ourStyles;
    },
    async loadMine(): Promise<void> {
      const { readKeptStyles } = await import('./kept-styles.ts');
      try {
        this.mine = await readKeptStyles();
        this.failure = '';
      } catch (error) {
        this.failure = sentenceOf(error);
      }
    },

    /** Keeps a style of one's own. @param id of the one that it takes the place of @throws HttpError */
    async keep(fields: KeptStyleFields, id: string | null): Promise<void> {
      const { changeKeptStyle, keepStyle } = await import('./kept-styles.ts');
      const kept = id === null ? await keepStyle(fields) : await changeKeptStyle(id, fields);
      this.mine = [kept, ...this.mine.filter((one) => one.id !== kept.id)];
    },
    /** @throws HttpError */
    async forget(id: string): Promise<void> {
      const { forgetKeptStyle } = await import('./kept-styles.ts');
      await forgetKeptStyle(id);
      this.mine = this.mine.filter((one) => one.id !== id);
    },
  };
}

export type StylesStore = ReturnType<typeof createStylesStore>;
