import { test } from '@playwright/test';
import { RunningApp } from './running-app.ts';

/**
 * A story in browsers. Those that need no settings of their own share one app, which starts when the
 * first of them asks for it.
 */
export const story = test.extend<object, { sharedApp: RunningApp }>({
  sharedApp: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what a fixture needs.
    async ({}, use) => {
      const app = await RunningApp.start();
      await use(app);
      await app.end();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});
