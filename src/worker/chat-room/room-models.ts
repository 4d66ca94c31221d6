import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { curatedModels, defaultModelId, type ModelPrices } from '../../domain/models/curated.ts';
import type { ModelDefinition } from '../../domain/models/definition.ts';
import {
  curatedDefinitions,
  definitionOf,
  findCurated,
  type KeptModel,
} from '../../domain/models/find-model.ts';
import { modelOf } from '../../domain/models/model-of.ts';
import type { Model } from '../../protocol/model.ts';

/** How long a model usually takes, in milliseconds; `null` without a measure. */
type UsualMs = (modelId: string) => number | null;

/** What is held in memory: all that was read, and what is on offer but for how long it takes. */
type Held = {
  definitions: ReadonlyMap<string, ModelDefinition>;
  offered: readonly Model[];
  tag: string;
};

/** Characters of a tag: enough that no two lists of a room have the same. */
const tagLength = 16;

/** What is kept of a model, as this version of the program reads it. */
const keptSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  by: z.enum(['version', 'model']),
  document: z.unknown(),
});

/**
 * The models that this room offers, with all that asking them for images needs: in its own SQLite, so
 * that no request waits for anybody. Until its owner chooses, those are the curated ones.
 */
export class RoomModels {
  #sql: SqlStorage;
  #prices: ModelPrices;
  #isAskedOf: (modelId: string) => boolean;
  #held: Held | null = null;

  /**
   * @param isAskedOf whether an image is being made by a model: what it is asked for with must not
   *   change then, since a prediction whose answer was lost is known again by that
   */
  constructor(sql: SqlStorage, prices: ModelPrices, isAskedOf: (modelId: string) => boolean) {
    this.#sql = sql;
    this.#prices = prices;
    this.#isAskedOf = isAskedOf;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS model (
        id TEXT PRIMARY KEY, place INTEGER, body TEXT NOT NULL
      ) WITHOUT ROWID;
    `);
  }

  /** The models on offer, as the form needs to know them, in the order in which they were chosen. */
  offered(usualMs: UsualMs): Model[] {
    return this.#load().offered.map((model) => ({ ...model, usual_ms: usualMs(model.id) }));
  }

  /** Stands for what is on offer, but for how long it takes: changes whenever that does. */
  get tag(): string {
    return this.#load().tag;
  }

  /** As `offered`; then the other curated ones, and those that were on offer before. */
  known(usualMs: UsualMs): Model[] {
    const { offered, definitions } = this.#load();
    const ids = new Set(offered.map(({ id }) => id));
    const others = [...curatedDefinitions.map(({ id }) => id), ...definitions.keys()];
    const left = [...new Set(others)].filter((id) => !ids.has(id));
    const models = left.flatMap((id) => this.definition(id) ?? []);
    const more = models.map((definition) => this.#modelOf(definition, undefined));
    return [
      ...this.offered(usualMs),
      ...more.map((model) => ({ ...model, usual_ms: usualMs(model.id) })),
    ];
  }

  /** The model on offer of that id; without an id the one that the room uses. */
  find(id: string | undefined): Model | undefined {
    const { offered } = this.#load();
    return offered.find((model) => (id === undefined ? model.is_default : model.id === id));
  }

  /** A model that is, or once was, on offer: images in the making need it still. */
  definition(id: string): ModelDefinition | undefined {
    return this.#load().definitions.get(id) ?? findCurated(id);
  }

  /** What one image of a model costs in US dollars, by configuration; `null` where unknown. */
  priceOf(id: string): number | null {
    return this.#prices[id] ?? null;
  }

  /** Keeps what was read of models, and offers exactly these, in this order. */
  offer(models: readonly KeptModel[]): void {
    this.#sql.exec('UPDATE model SET place = NULL');
    for (const [place, model] of models.entries()) {
      this.#sql.exec(
        'INSERT OR REPLACE INTO model (id, place, body) VALUES (?, ?, ?)',
        model.id,
        place,
        this.#bodyFor(model),
      );
    }
    this.reload();
  }

  /**
   * Keeps what was read of models anew; which of them are on offer stays. One that cannot be used any
   * more stays as it was, and so does one that makes an image at the moment.
   *
   * @returns whether anything is another now
   */
  refresh(models: readonly KeptModel[]): boolean {
    const news = models.filter((model) => {
      const read = definitionOf(model);
      const before = this.definition(model.id);
      const isNews = read.ok && JSON.stringify(read.definition) !== JSON.stringify(before);
      return isNews && !this.#isAskedOf(model.id);
    });
    for (const model of news) {
      this.#sql.exec(
        `INSERT INTO model (id, place, body) VALUES (?1, NULL, ?2)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
        model.id,
        JSON.stringify(model),
      );
    }
    this.reload();
    return news.length > 0;
  }

  /** Reads what is held in memory again, after a transaction was rolled back. */
  reload(): void {
    this.#held = null;
  }

  /** What is to be kept of a model: what was read, or while it makes an image what there is. */
  #bodyFor(model: KeptModel): string {
    const read = JSON.stringify(model);
    if (!this.#isAskedOf(model.id)) return read;
    const [row] = this.#sql
      .exec<{ body: string }>('SELECT body FROM model WHERE id = ?', model.id)
      .toArray();
    const curated = curatedModels.find(({ id }) => id === model.id);
    return row?.body ?? (curated ? JSON.stringify(curated) : read);
  }

  #modelOf(definition: ModelDefinition, defaultId: string | undefined): Model {
    const { id } = definition;
    const price = this.priceOf(id);
    return modelOf(definition, { price, usual_ms: null, is_default: id === defaultId });
  }

  #load(): Held {
    if (this.#held) return this.#held;
    const rows = this.#sql
      .exec<{
        id: string;
        place: number | null;
        body: string;
      }>('SELECT id, place, body FROM model ORDER BY place')
      .toArray();
    const definitions = new Map<string, ModelDefinition>();
    for (const { id, body } of rows) {
      const definition = definitionIn(body);
      if (definition) definitions.set(id, definition);
    }
    const ids = rows.flatMap(({ id, place }) => (place === null ? [] : [id]));
    const known = (id: string) => definitions.get(id) ?? findCurated(id) ?? [];
    const chosen = ids.flatMap(known);
    const offers = chosen.length > 0 ? chosen : curatedDefinitions.flatMap(({ id }) => known(id));
    const defaultId = defaultOf(offers);
    const offered = offers.map((definition) => this.#modelOf(definition, defaultId));
    const digest = createHash('sha256').update(JSON.stringify(offered)).digest('base64url');
    this.#held = { definitions, offered, tag: digest.slice(0, tagLength) };
    return this.#held;
  }
}

/** `null` where what was kept cannot be read: no room may stay closed because of that. */
function definitionIn(body: string): ModelDefinition | null {
  try {
    const kept = keptSchema.safeParse(JSON.parse(body));
    const read = kept.success ? definitionOf(kept.data) : null;
    return read?.ok ? read.definition : null;
  } catch {
    return null;
  }
}

/** The usual one where it is on offer, else the first that makes images from words. */
function defaultOf(offers: readonly ModelDefinition[]): string | undefined {
  const usual = offers.find(({ id }) => id === defaultModelId);
  return (usual ?? offers.find(({ use }) => use === 'create') ?? offers[0])?.id;
}
