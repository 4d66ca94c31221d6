import * as z from 'zod/mini';
import type { KeptModel } from '../../domain/models/find-model.ts';
import { findCurated } from '../../domain/models/find-model.ts';
import { reducedDocument } from '../../domain/models/reduce-document.ts';
import { modelIdPattern } from '../../protocol/model-id.ts';

/** Characters that are kept of what a model says it is. */
const mostWords = 300;

/** A model as Replicate tells of it: what we make use of. */
const saidSchema = z.object({
  owner: z.string(),
  name: z.string(),
  description: z.optional(z.nullable(z.string())),
  visibility: z.optional(z.unknown()),
  is_official: z.optional(z.unknown()),
  latest_version: z.optional(
    z.nullable(z.object({ id: z.string(), openapi_schema: z.optional(z.unknown()) })),
  ),
});

/** A model, its document as JSON; or, in a sentence, why it cannot be used. */
export type SaidModel =
  | { ok: true; model: Omit<KeptModel, 'document'> & { document: string } }
  | { ok: false; problem: string };

export const noSuchModel = 'There is no public model of that name on Replicate.';

/** What Replicate says of a model, as it is kept. @param id the name that it was asked for by */
export function saidModel(id: string, said: unknown): SaidModel {
  const parsed = saidSchema.safeParse(said);
  // A private one would be open to everybody here: it is our token that may see it.
  if (!parsed.success || parsed.data.visibility === 'private') return no(noSuchModel);
  const { owner, name, description, is_official, latest_version } = parsed.data;
  const own = `${owner}/${name}`;
  const known = modelIdPattern.test(own) ? own : id;
  if (!latest_version) return no('This model has no version that could be run.');
  const document = reducedDocument(latest_version.openapi_schema);
  if (document === null) return no('What this model says of itself is too long to be read here.');
  const by = is_official === true ? 'model' : 'version';
  return {
    ok: true,
    model: {
      id: known,
      name: titleOf(name),
      description: oneLine(description ?? ''),
      by: typeof is_official === 'boolean' ? by : (findCurated(known)?.by ?? by),
      document,
    },
  };
}

function no(problem: string): SaidModel {
  return { ok: false, problem };
}

/** "sdxl-emoji" -> "Sdxl emoji". */
function titleOf(name: string): string {
  const words = name.replaceAll(/[_-]+/g, ' ').trim() || name;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length > mostWords ? `${line.slice(0, mostWords - 1).trimEnd()}…` : line;
}
