import { sql } from 'drizzle-orm';
import { image } from './schema.ts';

/** The path of an image's thumbnail, or where it has none, of the image itself. */
export const smallestUrl = sql<string | null>`coalesce(${image.thumbnail_url}, ${image.url})`;
