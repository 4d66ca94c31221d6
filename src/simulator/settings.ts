import { z } from 'zod';

const seconds = (fallback: number) => z.coerce.number().positive().max(86_400).default(fallback);

const environment = z.object({
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(8790),
  SIMULATOR_STATE_DIR: z.string().min(1).default('.darkroom/simulator'),
  SIMULATOR_SECONDS: seconds(4),
  SIMULATOR_FILE_SECONDS: seconds(3600),
});

export interface Settings {
  /** 0 takes any free port. */
  port: number;
  stateDir: string;
  /** How long the default image takes from its start to its success. */
  seconds: number;
  /** How long output files stay after the end of their prediction. */
  fileSeconds: number;
}

/**
 * Reads the settings from the environment; a variable that is set but empty counts as not set.
 * @returns one plain line about the first thing wrong, when something is
 */
export function readSettings(
  env: Record<string, string | undefined>,
): { settings: Settings } | { problem: string } {
  const set = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  const parsed = environment.safeParse(Object.fromEntries(set));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    return { problem: `${name}=${env[name] ?? ''} cannot be used: ${issue?.message ?? 'invalid'}` };
  }
  return {
    settings: {
      port: parsed.data.SIMULATOR_PORT,
      stateDir: parsed.data.SIMULATOR_STATE_DIR,
      seconds: parsed.data.SIMULATOR_SECONDS,
      fileSeconds: parsed.data.SIMULATOR_FILE_SECONDS,
    },
  };
}
