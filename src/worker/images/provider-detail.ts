import * as z from 'zod/mini';

/** Characters that are kept of what a provider says. */
const mostCharacters = 300;

const refusalBody = z.object({
  title: z.optional(z.string()),
  detail: z.optional(z.string()),
  invalid_fields: z.optional(
    z.array(z.object({ field: z.optional(z.string()), description: z.optional(z.string()) })),
  ),
});

/**
 * What a provider said, as people may see it: one line, without addresses, tokens and other long
 * strings that could be secrets.
 *
 * @returns `null` where nothing is left
 */
export function providerDetail(said: unknown): string | null {
  if (typeof said !== 'string') return null;
  const line = said
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '…')
    .replace(/\b(?:bearer|token)\s+\S+/gi, '…')
    .replace(/\b(?:r8|whsec)_\S+/gi, '…')
    .replace(/[A-Za-z0-9+/_=-]{40,}/g, '…')
    // What cannot be seen could hide what is said, or break the line.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  if (line === '') return null;
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}…` : line;
}

/**
 * What a refusal's body says of the request: of each field that was wrong, or its detail.
 */
export function refusalDetail(body: string): string | null {
  const parsed = refusalBody.safeParse(jsonOf(body));
  if (!parsed.success) return null;
  const { invalid_fields: fields = [], detail, title } = parsed.data;
  const wrong = fields.flatMap(({ field, description }) =>
    description === undefined
      ? []
      : [`${field?.replace(/^input\./, '') ?? 'input'}: ${description}`],
  );
  return providerDetail(wrong.length > 0 ? wrong.join('; ') : (detail ?? title));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
