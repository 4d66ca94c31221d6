import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Short files that run for long. */
const longest = [
  'system/image-chaos',
  'system/image-kills',
  'worker/image-throttle-faults',
  'worker/gate-breaker',
  'worker/image-create-faults',
  'worker/image-download-faults',
];

/** Vitest begins with large files; those that run for long would be left to run alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      longest.some((name) => moduleId.endsWith(`/${name}.test.ts`));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    silent: 'passed-only',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        test: {
          name: 'system',
          include: ['tests/system/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
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
                LANGUAGE_MODEL: 'strange/gullible',
                SIMULATOR: inject('simulator'),
                TEST_MIGRATIONS: await readD1Migrations('./migrations'),
              },
            },
          })),
        ],
        test: {
          name: 'worker',
          include: ['tests/worker/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          globalSetup: ['tests/worker/support/simulator.ts', 'tests/worker/support/s3-server.ts'],
          setupFiles: ['tests/worker/support/apply-migrations.ts'],
        },
      },
    ],
  },
});
