import { helloSchema, protocolVersion } from './client-message.ts';
import type * as z from 'zod/mini';

/** The `hello` as the query of the socket's address, so that the server greets at once. */
export function helloQuery(lastRev: number | null, modelsTag: string | null = null): string {
  const tag = modelsTag === null ? '' : `&models_tag=${encodeURIComponent(modelsTag)}`;
  return `protocol_version=${protocolVersion}&last_rev=${lastRev ?? ''}${tag}`;
}

/** The `hello` in the query of an address; `null` where there is none, or none that makes sense. */
export function helloOf(query: {
  get: (name: string) => string | null;
}): z.infer<typeof helloSchema> | null {
  const [version, lastRev] = [query.get('protocol_version'), query.get('last_rev')];
  if (version === null || lastRev === null) return null;
  const hello = helloSchema.safeParse({
    type: 'hello',
    protocol_version: Number(version),
    last_rev: lastRev === '' ? null : Number(lastRev),
    models_tag: query.get('models_tag'),
  });
  return hello.success ? hello.data : null;
}
