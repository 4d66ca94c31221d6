import * as z from 'zod/mini';
import type { PredictionStatus } from '../../domain/image-job/job.ts';
import type { PredictionInput } from '../../domain/models/prediction-input.ts';
import { isOutputUrl } from './fetch-output.ts';
import { providerDetail } from './provider-detail.ts';
import type { Report, Seen, Told } from './turn.ts';

/** A prediction as Replicate tells of it, polled or by webhook: what we make use of. */
const predictionSchema = z.object({
  id: z.string(),
  status: z.string(),
  model: z.optional(z.unknown()),
  input: z.optional(z.unknown()),
  output: z.optional(z.unknown()),
  error: z.optional(z.unknown()),
  /** `null` where it never began; an answer without the field leaves that open. */
  started_at: z.optional(z.unknown()),
  /** Whether input, output and logs were removed, as Replicate does after an hour. */
  data_removed: z.optional(z.unknown()),
  // Neither is worth losing the rest for, whatever it is one day.
  logs: z.optional(z.unknown()),
  metrics: z.optional(z.unknown()),
});

export type Prediction = z.infer<typeof predictionSchema>;

/** Reads a prediction. @returns `null` for what is none */
export function readPrediction(value: unknown): Prediction | null {
  const parsed = predictionSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** What a check of a prediction says, beside the event for the job. */
export type Checked = {
  event: Report;
  percent: number | null;
  started: boolean;
  /** The address of a partial image, while the prediction runs and where the model gives one. */
  previewUrl: string | null;
};

/**
 * What a prediction says of itself, for the job and for the progress.
 *
 * @param baseUrl where Replicate's API is reached, see `isOutputUrl`
 */
export function checkedBy(prediction: Prediction, baseUrl: string): Checked & { event: Seen } {
  const { id, error } = prediction;
  const status = knownStatus(prediction.status);
  const url = outputUrl(prediction.output, baseUrl);
  const running = status === 'processing';
  const predictMs = predictMsIn(prediction.metrics);
  const logs = typeof prediction.logs === 'string' ? prediction.logs : '';
  return {
    event: {
      type: 'checked',
      prediction_id: id,
      status,
      began: prediction.started_at !== null || predictMs !== null,
      output_url: status === 'succeeded' ? url : null,
      moderated: status === 'failed' && isModeration(error),
      detail: status === 'failed' ? providerDetail(error) : null,
      predict_ms: predictMs,
    },
    percent: running ? percentFromLogs(logs) : null,
    started: running || status === 'succeeded',
    previewUrl: running ? url : null,
  };
}

/** Whether a prediction is of that model and has every field of that input as it was sent. */
export function isMadeOf(
  prediction: { model?: unknown; input?: unknown },
  { model, input }: PredictionInput,
): boolean {
  if (prediction.model !== model || typeof prediction.input !== 'object') return false;
  const theirs: Record<string, unknown> = { ...prediction.input };
  return Object.entries(input).every(([key, value]) => theirs[key] === value);
}

/** What a prediction was asked for with, without what no input of ours has. */
export function askedOf({ model, input }: Prediction): Told['asked'] {
  const fields = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  return {
    model: typeof model === 'string' ? model : '',
    input: Object.fromEntries(fields.filter(isPlain)),
  };
}

/**
 * The last per cent in a log as tqdm writes it: lines end in `\r`, and only the last one counts.
 *
 * @returns 0 to 100, or `null` where the log has none
 */
export function percentFromLogs(logs: string): number | null {
  const lines = logs.split(/[\r\n]+/).toReversed();
  for (const line of lines) {
    const match = /^\s*(?:[^|\n]*:\s*)?(\d{1,3})%\|/.exec(line);
    if (match?.[1]) return Math.min(100, Number(match[1]));
  }
  return null;
}

function isPlain(field: [string, unknown]): field is [string, string | number | boolean] {
  return ['string', 'number', 'boolean'].includes(typeof field[1]);
}

/** How long the model worked, in milliseconds; `null` where the provider does not say. */
function predictMsIn(metrics: unknown): number | null {
  if (typeof metrics !== 'object' || metrics === null || !('predict_time' in metrics)) return null;
  const { predict_time: seconds } = metrics;
  return typeof seconds === 'number' ? Math.round(seconds * 1000) : null;
}

/** Replicate's word for a state, or that we do not know it. */
function knownStatus(status: string): PredictionStatus {
  switch (status) {
    case 'starting':
    case 'processing':
    case 'succeeded':
    case 'failed':
    case 'canceled':
    case 'aborted':
      return status;
    default:
      return 'unknown';
  }
}

function outputUrl(output: unknown, baseUrl: string): string | null {
  const outputs: unknown[] = Array.isArray(output) ? output : [output];
  return outputs.find((item) => isOutputUrl(item, baseUrl)) ?? null;
}

function isModeration(error: unknown): boolean {
  return /nsfw|sensitive|safety|moderat|flagged|E005/i.test(String(error));
}
