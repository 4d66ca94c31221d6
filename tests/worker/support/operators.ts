import { env } from 'cloudflare:workers';
import { guest, type Visitor } from './people.ts';

/** Somebody who gave the key. */
export async function operator(name = 'Olga'): Promise<Visitor> {
  const olga = await guest(name);
  // Not by the key: how often it may be tried is another test's.
  await env.DB.prepare('INSERT INTO operator (user_id, since) VALUES (?, 1)').bind(olga.id).run();
  return olga;
}
