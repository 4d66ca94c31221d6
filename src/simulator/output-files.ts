import { createHash } from 'node:crypto';
import { encodePreview } from './painting/encode-preview.ts';
import { encodePicture } from './painting/encode-picture.ts';
import { blendSource, loadSource } from './painting/source-image.ts';
import { paint, type Painting } from './painting/paint.ts';
import type { PredictionRecord } from './predictions/prediction-record.ts';
import type { FileHash, Store } from './store.ts';

/** Pixels along the longer side of a preview. */
const PREVIEW_SIDE = 96;
/** How many painted files are kept in memory: a download is often asked for twice. */
const KEPT = 24;

/** The files of predictions, painted when they are asked for. */
export class OutputFiles {
  readonly #store: Store;
  readonly #recent = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  readonly #small = new Map<string, Promise<Painting>>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** What its finished pictures come out as. Those that nobody has seen yet are painted for it. */
  async hashes(record: PredictionRecord): Promise<FileHash[]> {
    const known = this.#store.fileHashes(record.id);
    for (let index = 0; index < record.plan.outputs; index += 1) {
      if (known.some((hash) => hash.index === index)) continue;
      await this.paint(record, index, undefined);
    }
    return this.#store.fileHashes(record.id);
  }

  /**
   * The bytes of one picture.
   * @param step set for a preview: the picture as it looks after so many steps
   */
  async paint(
    record: PredictionRecord,
    index: number,
    step: number | undefined,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const key = `${record.id}/${index}/${step ?? 'final'}`;
    const known = this.#recent.get(key);
    if (known) return known;
    const painting = this.#paintNow(record, index, step);
    this.#recent.set(key, painting);
    // A failure must not be remembered; whoever waits for it is told.
    painting.catch(() => this.#recent.delete(key));
    forgetOldest(this.#recent);
    return painting;
  }

  async #paintNow(
    record: PredictionRecord,
    index: number,
    step: number | undefined,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { plan } = record;
    if (step === undefined) {
      const painting = await paintOutput(record, index);
      const bytes = await encodePicture(painting, plan.format, plan.quality);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      this.#store.saveFileHash(record.id, { index, sha256, bytes: bytes.length });
      return bytes;
    }
    // Every preview of a picture begins as the same small painting.
    const key = `${record.id}/${index}`;
    const small = this.#small.get(key) ?? paintOutput(record, index, PREVIEW_SIDE);
    this.#small.set(key, small);
    small.catch(() => this.#small.delete(key));
    forgetOldest(this.#small);
    return encodePreview(await small, step / plan.steps, plan.seed + index);
  }
}

async function paintOutput(
  { plan }: PredictionRecord,
  index: number,
  longSide?: number,
): Promise<Painting> {
  const { prompt, negative_prompt, width, height, seed } = plan;
  const order = { prompt, negative_prompt, width, height, seed: seed + index };
  const [painting, source] = await Promise.all([
    paint(order, longSide),
    plan.image === undefined ? undefined : loadSource(plan.image),
  ]);
  return source ? blendSource(painting, source, plan.prompt_strength) : painting;
}

function forgetOldest(map: Map<string, unknown>): void {
  for (const oldest of map.keys()) {
    if (map.size <= KEPT) break;
    map.delete(oldest);
  }
}
