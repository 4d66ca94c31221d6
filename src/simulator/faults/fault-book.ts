import type { DatabaseSync } from 'node:sqlite';
import type { WebhookEvent } from '../predictions/prediction-record.ts';
import { faultRule, type FaultPoint, type FaultRule } from './fault-script.ts';

type RuleOn<Point extends FaultPoint> = Extract<FaultRule, { on: Point }>;

/** What a rule can be narrowed to: where a fact is not known, rules that ask for it stay away. */
export interface Occasion {
  /** Of the prediction in question. */
  prompt?: string | undefined;
  /** Which picture of it a download is for. */
  picture?: number;
  /** Whether that is the finished picture or one on the way there. */
  part?: 'final' | 'preview';
  event?: WebhookEvent;
}

interface StoredRule {
  seq: number;
  rule: FaultRule;
}

/** The faults that are still to come. They are on disk: a killed simulator goes on with them. */
export class FaultBook {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  add(rules: readonly FaultRule[]): void {
    const insert = this.#db.prepare(
      'INSERT INTO faults (point, rule, times_left) VALUES (?, ?, ?)',
    );
    for (const rule of rules) insert.run(rule.on, JSON.stringify(rule), rule.times);
  }

  clear(): void {
    this.#db.exec('DELETE FROM faults');
  }

  /** What is still to come, with the number of times that are left. */
  pending(): readonly FaultRule[] {
    const sql = 'SELECT * FROM faults WHERE times_left > 0 ORDER BY seq';
    return this.#db
      .prepare(sql)
      .all()
      .map((row) => readRule(row).rule);
  }

  /** Uses up one strike of the oldest rule that applies here. That it is used up is on disk. */
  take<Point extends FaultPoint>(point: Point, occasion: Occasion = {}): RuleOn<Point> | undefined {
    const sql = 'SELECT * FROM faults WHERE point = ? AND times_left > 0 ORDER BY seq';
    const isDue = (rule: FaultRule): rule is RuleOn<Point> =>
      rule.on === point && applies(rule, occasion);
    for (const row of this.#db.prepare(sql).all(point)) {
      const { seq, rule } = readRule(row);
      if (!isDue(rule)) continue;
      this.#db.prepare('UPDATE faults SET times_left = times_left - 1 WHERE seq = ?').run(seq);
      return rule;
    }
    return undefined;
  }
}

function readRule(row: Record<string, unknown>): StoredRule {
  const rule = faultRule.parse(JSON.parse(String(row['rule'])));
  return { seq: Number(row['seq']), rule: { ...rule, times: Number(row['times_left']) } };
}

function applies(rule: FaultRule, occasion: Occasion): boolean {
  if ('prompt_includes' in rule && rule.prompt_includes !== undefined) {
    const prompt = occasion.prompt?.toLowerCase();
    if (!prompt?.includes(rule.prompt_includes.toLowerCase())) return false;
  }
  if (rule.on === 'output') {
    if (rule.picture !== undefined && rule.picture !== occasion.picture) return false;
    return rule.part === undefined || rule.part === occasion.part;
  }
  return rule.on !== 'webhook' || rule.event === undefined || rule.event === occasion.event;
}
