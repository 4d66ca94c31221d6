import type { Plan } from '../models/model.ts';
import type { ModelInput } from '../models/schema-document.ts';

/** How a scripted prediction goes; without a script it simply succeeds. */
export type Outcome =
  | { kind: 'succeed' }
  | { kind: 'fail'; error: string }
  | { kind: 'hang'; phase: 'starting' | 'processing' }
  | { kind: 'abort' }
  /** This status in the place of `processing`; without `for_ms` it never ends. */
  | { kind: 'status'; status: string; for_ms?: number | undefined }
  | { kind: 'output'; output: unknown };

export const PROGRESS = ['shuffled', 'none', 'after_end'] as const;

/** What is odd about a prediction beside how it ends; times in milliseconds. */
export interface Quirks {
  ignores_cancel?: true | undefined;
  /** Its log: up and down, without any per cent, or going on after the end. */
  progress?: (typeof PROGRESS)[number] | undefined;
  /** Since its creation. */
  unlisted_ms?: number | undefined;
  /** Since its end. */
  data_kept_ms?: number | undefined;
  /** Since its end. */
  files_kept_ms?: number | undefined;
  /** What has expired can be had at a new address. */
  fresh_address?: true | undefined;
}

/**
 * All that is ever written down about a prediction. Its state at any moment follows from this and
 * the clock (see `stateAt`). Times are milliseconds since 1970.
 */
export interface PredictionRecord {
  id: string;
  /** `owner/name` */
  model: string;
  /** 64 hexadecimal digits, or `hidden` for official models. */
  version: string;
  /** As the caller sent it, without defaults, which is how Replicate echoes it. */
  input: ModelInput;
  plan: Plan & { seed: number };
  created_at: number;
  /** Milliseconds from creation to the start of the run. */
  start_ms: number;
  /** Milliseconds from the start of the run to its success. */
  run_ms: number;
  outcome: Outcome;
  /** What else is odd about it, by script. */
  quirks?: Quirks;
  /** How often the addresses of its files were given up, each time for new ones. */
  address_round?: number;
  /** From `Cancel-After`; milliseconds since creation. */
  cancel_after_ms?: number;
  cancel_requested_at?: number;
  /**
   * Its pictures are still being fetched, and until then it does not start; `base_url` is where the
   * caller reaches this simulator, to know addresses of its own files by.
   */
  awaits_sources?: { base_url: string };
  /** What became of `plan.sources`: SHA-256 of their bytes, in their order. */
  source_hashes?: readonly string[];
  mask_hash?: string;
  /** Fields that are never shown again. */
  secrets?: readonly string[];
  webhook?: { url: string; events: readonly WebhookEvent[]; base_url: string };
}

export const WEBHOOK_EVENTS = ['start', 'output', 'logs', 'completed'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
