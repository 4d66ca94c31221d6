import { curatedDefinitions, findCurated } from '../../domain/models/find-model.ts';
import { defaultModelId, type ModelPrices } from '../../domain/models/curated.ts';
import type { ModelDefinition } from '../../domain/models/definition.ts';
import { definitionOf, type KeptModel } from '../../domain/models/find-model.ts';
import { modelOf } from '../../domain/models/model-of.ts';
import type { Model } from '../../protocol/model.ts';

/** How long a model usually takes, in milliseconds; `null` without a measure. */
type UsualMs = (modelId: string) => number | null;

/**
 * The models that this room offers, with all that asking them for images needs: in its own SQLite, so
 * that no request waits for anybody. Until its owner chooses, those are the curated ones.
 */
export class RoomModels {
  #sql: SqlStorage;
  #prices: ModelPrices;
  #known: Map<string, ModelDefinition> | null = null;
  #offered: readonly string[] = [];

  constructor(sql: SqlStorage, prices: ModelPrices) {
    this.#sql = sql;
    this.#prices = prices;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS model (
        id TEXT PRIMARY KEY, place INTEGER, body TEXT NOT NULL
      ) WITHOUT ROWID;
    `);
  }

  /** The models on offer, as the form needs to know them, in the order in which they were chosen. */
  offered(usualMs: UsualMs): Model[] {
    const definitions = this.#definitions();
    const isDefault = this.#defaultOf(definitions);
    return definitions.map((definition) =>
      modelOf(definition, {
        price: this.priceOf(definition.id),
        usual_ms: usualMs(definition.id),
        is_default: definition.id === isDefault,
      }),
    );
  }

  /** The model on offer of that id; without an id the one that the room uses. */
  find(id: string | undefined): Model | undefined {
    const models = this.offered(() => null);
    return models.find((model) => (id === undefined ? model.is_default : model.id === id));
  }

  /** A model that is, or once was, on offer: images in the making need it still. */
  definition(id: string): ModelDefinition | undefined {
    this.#load();
    return this.#known?.get(id) ?? findCurated(id);
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
        JSON.stringify(model),
      );
    }
    this.reload();
  }

  /** Keeps what was read of models anew; which of them are on offer stays. */
  refresh(models: readonly KeptModel[]): void {
    for (const model of models) {
      this.#sql.exec(
        `INSERT INTO model (id, place, body) VALUES (?1, NULL, ?2)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
        model.id,
        JSON.stringify(model),
      );
    }
    this.reload();
  }

  /** Reads what is held in memory again, after a transaction was rolled back. */
  reload(): void {
    this.#known = null;
  }

  #definitions(): ModelDefinition[] {
    this.#load();
    if (this.#offered.length === 0) {
      return curatedDefinitions.map((curated) => this.definition(curated.id) ?? curated);
    }
    return this.#offered.flatMap((id) => this.definition(id) ?? []);
  }

  #defaultOf(definitions: readonly ModelDefinition[]): string | undefined {
    const usual = definitions.find(({ id }) => id === defaultModelId);
    return (usual ?? definitions.find(({ use }) => use === 'create') ?? definitions[0])?.id;
  }

  #load(): void {
    if (this.#known) return;
    const rows = this.#sql
      .exec<{
        id: string;
        place: number | null;
        body: string;
      }>('SELECT id, place, body FROM model ORDER BY place')
      .toArray();
    this.#known = new Map();
    for (const { id, body } of rows) {
      const kept: KeptModel = JSON.parse(body);
      const read = definitionOf(kept);
      if (read.ok) this.#known.set(id, read.definition);
    }
    this.#offered = rows.flatMap(({ id, place }) => (place === null ? [] : [id]));
  }
}
