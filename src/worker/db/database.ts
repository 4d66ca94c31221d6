import { drizzle } from 'drizzle-orm/d1';
import * as schema from './schema.ts';

/** D1 through Drizzle. Cheap: made for each request. */
export function database(d1: D1Database) {
  return drizzle(d1, { schema });
}

export type Database = ReturnType<typeof database>;
