import type { FaultPoint, FaultRule } from './fault-script.ts';

type RuleOn<Point extends FaultPoint> = Extract<FaultRule, { on: Point }>;

/** The faults that are still to come. Kept in memory only: a restart forgets them. */
export class FaultBook {
  #rules: FaultRule[] = [];

  add(rules: readonly FaultRule[]): void {
    this.#rules.push(...rules.map((rule) => ({ ...rule })));
  }

  clear(): void {
    this.#rules = [];
  }

  /** What is still to come, with the number of times that are left. */
  pending(): readonly FaultRule[] {
    return this.#rules;
  }

  /**
   * Uses up one strike of the oldest rule that applies here.
   * @param prompt the prompt of the prediction in question, where there is one
   */
  take<Point extends FaultPoint>(point: Point, prompt?: string): RuleOn<Point> | undefined {
    const isDue = (one: FaultRule): one is RuleOn<Point> =>
      one.on === point && matches(one, prompt);
    const rule = this.#rules.find(isDue);
    if (!rule) return undefined;
    rule.times -= 1;
    if (rule.times <= 0) this.#rules = this.#rules.filter((one) => one !== rule);
    return rule;
  }
}

function matches(rule: FaultRule, prompt: string | undefined): boolean {
  if (!('prompt_includes' in rule) || rule.prompt_includes === undefined) return true;
  return prompt?.toLowerCase().includes(rule.prompt_includes.toLowerCase()) ?? false;
}
