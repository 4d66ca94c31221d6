import * as z from 'zod/mini';

/** Length of our ids: 22 characters of nanoid's alphabet of 64 are 132 random bits. */
export const idLength = 22;

/** A random id that cannot be guessed: of a chat (so its link is the key to it), a message, an image. */
export const idSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/, 'is not an id'));

/** A client's own name for a request, so that a resend is known again. Unique for each person. */
export const clientIdSchema = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 letters, digits, "-" or "_"'));

/** A person's id, as the account system made it. */
export const userIdSchema = z.string().check(z.minLength(1), z.maxLength(64));
