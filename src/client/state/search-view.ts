import type { SearchHit } from '../../protocol/search.ts';
import { avatarOf, initialOf, timeOfDay } from './words.ts';

/** A hit, ready to be shown. */
export interface HitView {
  id: string;
  chat_id: string;
  chat: string;
  author: string;
  initial: string;
  avatar: string;
  /** Where and when: "Kitchen tiles · 12 Nov". */
  time: string;
  /** For `<time datetime>`. */
  datetime: string;
  excerpt: readonly { text: string; is_hit: boolean }[];
  is_image: boolean;
  /** Empty where there is no image. */
  image_url: string;
}

const dayOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayOfAnyYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** @param now milliseconds since 1970 */
export function hitView(hit: SearchHit, now: number): HitView {
  return {
    id: hit.message_id,
    chat_id: hit.chat_id,
    chat: hit.chat_name,
    author: hit.author_name,
    initial: initialOf(hit.author_name),
    avatar: avatarOf(hit.author_id),
    time: shortTime(hit.created_at, now),
    datetime: new Date(hit.created_at).toISOString(),
    excerpt: hit.excerpt,
    is_image: hit.image_id !== null,
    image_url: hit.image_url ?? '',
  };
}

/** The time of day for today, otherwise the day. Both in milliseconds since 1970. */
export function shortTime(time: number, now: number): string {
  const then = new Date(time);
  const today = new Date(now);
  if (then.toDateString() === today.toDateString()) return timeOfDay(time);
  const sameYear = then.getFullYear() === today.getFullYear();
  return (sameYear ? dayOfYear : dayOfAnyYear).format(then);
}
