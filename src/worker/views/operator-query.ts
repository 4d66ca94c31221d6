import * as z from 'zod/mini';

/** Under another name than that of promises, for which a linter takes it. */
const lenient = z.catch;

const hour = 60 * 60 * 1000;

/** What can be looked back on; `ms` is how far. */
export const periods = {
  hour: { name: 'Last hour', ms: hour },
  day: { name: '24 hours', ms: 24 * hour },
  week: { name: '7 days', ms: 7 * 24 * hour },
  month: { name: '30 days', ms: 30 * 24 * hour },
} as const;

export type Period = keyof typeof periods;

const schema = z.object({
  period: lenient(z.enum(['hour', 'day', 'week', 'month']), 'day'),
  ended: lenient(z.enum(['failed', 'canceled']), 'failed'),
  /** Where the page of ended jobs begins. */
  before: lenient(z.optional(z.string()), undefined),
});

/** What the address of the operator's page asks for. */
export type OperatorQuery = z.infer<typeof schema>;

/** Reads it; what makes no sense is as if it were not there. */
export function operatorQuery(query: Record<string, string>): OperatorQuery {
  return schema.parse(query);
}

/** The address of the operator's page that asks for this. */
export function operatorPath({ period, ended, before }: OperatorQuery): string {
  const query = { period, ended, ...(before === undefined ? {} : { before }) };
  return `/operator?${new URLSearchParams(query).toString()}`;
}
