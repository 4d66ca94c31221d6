import { limits } from '../../protocol/limits.ts';
import { Bucket } from './bucket.ts';

/** Words of all people together: in a large room each of them goes to very many. */
const roomRate = { burst: 10, perSecond: 10 };

/** Between two words of one person that are not the same, in milliseconds. */
const changeMs = 250;

/** Which of the words that somebody is writing are passed on. What is left out is only of now. */
export class TypingWords {
  #last = new Map<string, { what: string | null; at: number }>();
  #bucket = new Bucket(roomRate, 0);

  /** @param now milliseconds since 1970 */
  isWorthTelling(userId: string, what: string | null, now: number): boolean {
    const last = this.#last.get(userId) ?? { what: null, at: 0 };
    if (what === null && last.what === null) return false;
    const pause = last.what === what ? limits.typingEvery : changeMs;
    const isNews = what === null || now - last.at >= pause;
    if (!isNews || !this.#bucket.take(now)) return false;
    this.#last.set(userId, { what, at: now });
    return true;
  }
}
