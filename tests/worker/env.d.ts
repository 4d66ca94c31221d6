import type { D1Migration } from 'cloudflare:test';
import type { Env as WorkerEnv } from '../../src/worker/env.ts';

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {
      TEST_MIGRATIONS: D1Migration[];
      SIMULATOR: string;
    }
    interface GlobalProps {
      mainModule: typeof import('../../src/worker/index.ts');
    }
  }
}
