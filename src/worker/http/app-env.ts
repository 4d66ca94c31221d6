import type { Person } from '../../protocol/http.ts';
import type { Database } from '../db/database.ts';
import type { Env } from '../env.ts';
import type { Settings } from '../settings.ts';

/** What every handler finds in its Hono context. */
export type AppEnv = {
  Bindings: Env;
  Variables: {
    settings: Settings;
    db: Database;
    /** Who asks, or `null` for a visitor. */
    person: Person | null;
  };
};

/** As `AppEnv`, behind `signedIn`: somebody asks. */
export type SignedInEnv = {
  Bindings: Env;
  Variables: Omit<AppEnv['Variables'], 'person'> & { person: Person };
};
