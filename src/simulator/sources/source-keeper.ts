import { createHash } from 'node:crypto';
import { describeSource } from '../language/describe-source.ts';
import { piecesOf } from '../language/answer-words.ts';
import { scaledSize, sizeOfShape, type Size } from '../models/sizes.ts';
import type { Plan } from '../models/model.ts';
import type { PredictionRecord } from '../predictions/prediction-record.ts';
import type { Store } from '../store.ts';
import type { Uploads } from '../uploads/uploads.ts';
import { readSource, type Source } from './read-source.ts';

/**
 * Fetches the pictures that predictions begin with and keeps them: addresses are often good for
 * minutes only, and what is painted is painted when somebody asks for it.
 */
export class SourceKeeper {
  readonly #store: Store;
  readonly #uploads: Uploads;
  readonly #now: () => number;
  #closed = false;

  constructor(parts: { store: Store; uploads: Uploads; now: () => number }) {
    this.#store = parts.store;
    this.#uploads = parts.uploads;
    this.#now = parts.now;
  }

  /** Goes on with every prediction whose pictures a restart had cut short. */
  resume(): void {
    for (const record of this.#store.awaitingSources()) this.follow(record);
  }

  /** Fetches this prediction's pictures, then lets it start; does nothing if it has none. */
  follow(record: PredictionRecord): void {
    if (record.awaits_sources) void this.#fetch(record, record.awaits_sources.base_url);
  }

  /** What is still being fetched is left for the next start. */
  close(): void {
    this.#closed = true;
  }

  async #fetch({ id, plan }: PredictionRecord, baseUrl: string): Promise<void> {
    const addresses = [...(plan.sources ?? []), ...(plan.mask === undefined ? [] : [plan.mask])];
    const found: Source[] = [];
    let problem: string | undefined;
    for (const address of addresses) {
      const source = await readSource(address, baseUrl, this.#uploads);
      if (this.#closed) return;
      if ('problem' in source) {
        ({ problem } = source);
        break;
      }
      found.push(source);
    }
    const [first] = found;
    const described = first && plan.pieces ? await describeSource(first.bytes, this.#store) : '';
    if (this.#closed) return;
    // Read again: a cancel may have been written since.
    const current = this.#store.find(id);
    if (!current) return;
    const begun = this.#begin(current, problem ?? found);
    this.#store.save(begun.plan.pieces ? withWords(begun, described) : begun);
  }

  /** The record as it is once its pictures are there, or are known not to be. */
  #begin(record: PredictionRecord, found: readonly Source[] | string): PredictionRecord {
    const { awaits_sources: _, ...rest } = record;
    const start_ms = Math.max(record.start_ms, this.#now() - record.created_at);
    if (typeof found === 'string') {
      const goesWell = record.outcome.kind === 'succeed' || record.outcome.kind === 'output';
      const outcome = goesWell ? { kind: 'fail' as const, error: found } : record.outcome;
      return { ...rest, start_ms, outcome };
    }
    const hashes = found.map(({ bytes }) => this.#keep(bytes));
    const count = record.plan.sources?.length ?? 0;
    const [first] = found;
    const [mask_hash] = hashes.slice(count);
    // The addresses are not needed any more, and may be whole pictures.
    const { sources: __, mask: ___, ...plan } = record.plan;
    return {
      ...rest,
      start_ms,
      plan: first ? { ...plan, ...sizeAfter(plan, first) } : plan,
      source_hashes: hashes.slice(0, count),
      ...(mask_hash === undefined ? {} : { mask_hash }),
    };
  }

  #keep(bytes: Uint8Array): string {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#store.saveSource(sha256, bytes);
    return sha256;
  }
}

/** The record with what the model says of its picture. */
function withWords(record: PredictionRecord, text: string): PredictionRecord {
  const pieces = piecesOf(text).slice(0, record.plan.most_pieces);
  return { ...record, plan: { ...record.plan, pieces, steps: Math.max(1, pieces.length) } };
}

/** The size of the picture, now that the one it begins with is known. */
function sizeAfter({ width, height, shape_of_source }: Plan, first: Size): Size {
  if (shape_of_source === undefined) return { width, height };
  if ('factor' in shape_of_source) return scaledSize(first, shape_of_source.factor);
  return sizeOfShape(first.width / first.height, shape_of_source.pixels);
}
