import { createHash } from 'node:crypto';
import { lookOf } from './language/look.ts';
import { encodePreview } from './painting/encode-preview.ts';
import { encodePicture } from './painting/encode-picture.ts';
import type { Painting } from './painting/paint.ts';
import { paintPlan, type Sources } from './painting/paint-plan.ts';
import type { PredictionRecord } from './predictions/prediction-record.ts';
import { Recent } from './recent-files.ts';
import type { FileHash, Store } from './store.ts';

/** Pixels along the longer side of a preview. */
const PREVIEW_SIDE = 96;
/** Larger pictures are made one after the other: each takes some 100 MB while it is made. */
const LARGE_PIXELS = 4_000_000;

type SmallPainting = Painting & { length: number };

/** The files of predictions, painted when they are asked for. */
export class OutputFiles {
  readonly #store: Store;
  readonly #files = new Recent<Uint8Array<ArrayBuffer>>();
  readonly #small = new Recent<SmallPainting>();
  #lastLarge: Promise<unknown> = Promise.resolve();

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
    return this.#files.get(`${record.id}/${index}/${step ?? 'final'}`, () =>
      step === undefined ? this.#finish(record, index) : this.#preview(record, index, step),
    );
  }

  async #finish(record: PredictionRecord, index: number): Promise<Uint8Array<ArrayBuffer>> {
    const { plan } = record;
    const make = async (): Promise<Uint8Array<ArrayBuffer>> => {
      const painting = await paintPlan(plan, this.#sourcesOf(record), index);
      return encodePicture(painting, plan.format, plan.quality, plan);
    };
    const isLarge = plan.width * plan.height > LARGE_PIXELS;
    const bytes = await (isLarge ? this.#inTurn(make) : make());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#store.saveFileHash(record.id, { index, sha256, bytes: bytes.length });
    this.#store.saveLook(record.id, index, await lookOf(bytes));
    return bytes;
  }

  async #preview(
    record: PredictionRecord,
    index: number,
    step: number,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { plan } = record;
    // Every preview of a picture begins as the same small painting.
    const small = await this.#small.get(`${record.id}/${index}`, async () => {
      const painting = await paintPlan(plan, this.#sourcesOf(record), index, PREVIEW_SIDE);
      return { ...painting, length: painting.data.length };
    });
    return encodePreview(small, step / plan.steps, plan.seed + index);
  }

  async #inTurn<T>(make: () => Promise<T>): Promise<T> {
    const made = this.#lastLarge.then(make);
    this.#lastLarge = made.catch(() => undefined);
    return made;
  }

  #sourcesOf({ source_hashes, mask_hash }: PredictionRecord): Sources {
    return {
      pictures: (source_hashes ?? []).map((hash) => this.#store.source(hash)),
      mask: mask_hash === undefined ? undefined : this.#store.source(mask_hash),
    };
  }
}
