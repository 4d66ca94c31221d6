import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    silent: 'passed-only',
    projects: [
      {
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] },
      },
      {
        test: {
          name: 'system',
          include: ['tests/system/**/*.test.ts'],
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        plugins: [
          cloudflareTest(async ({ inject }) => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                AUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
                OPERATOR_KEY: 'only-for-tests-too',
                REPLICATE_API_TOKEN: 'test-token',
                REPLICATE_BASE_URL: `${inject('simulator')}/v1`,
                SIMULATOR: inject('simulator'),
                TEST_MIGRATIONS: await readD1Migrations('./migrations'),
              },
            },
          })),
        ],
        test: {
          name: 'worker',
          include: ['tests/worker/**/*.test.ts'],
          testTimeout: 60_000,
          globalSetup: ['tests/worker/support/simulator.ts', 'tests/worker/support/s3-server.ts'],
          setupFiles: ['tests/worker/support/apply-migrations.ts'],
        },
      },
    ],
  },
});
