import * as z from 'zod/mini';

/** How Replicate names a model: `owner/name`. */
export const modelIdPattern = /^[a-z0-9][\w.-]{0,99}\/[a-z0-9][\w.-]{0,99}$/i;

export const modelIdSchema = z
  .string()
  .check(
    z.trim(),
    z.regex(modelIdPattern, 'Name a model as owner/name, such as stability-ai/sdxl.'),
  );
