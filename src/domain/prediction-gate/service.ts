/** How the provider treats this deployment's account. Times are milliseconds since 1970. */
export type Service =
  | { status: 'available' }
  | { status: 'throttled'; until: number }
  | {
      status: 'unauthorized' | 'no_credit';
      /** When the next image may be tried. */
      until: number;
      /** Refusals in a row: each doubles the pause. */
      refusals: number;
      /** The image that tries, once the pause is over. */
      probe: string | null;
    };

/** What a prediction's POST came to, as far as it concerns the account. */
export type Answer =
  | { kind: 'taken' }
  | { kind: 'refused'; code: 'unauthorized' | 'no_credit' }
  | { kind: 'throttled'; retry_after_ms: number };

/** First and longest pause after a refusal, and the longest that a 429 is heeded, in milliseconds. */
export const pauses = { firstMs: 15_000, longestMs: 5 * 60_000, throttledMs: 5 * 60_000 } as const;

/** Whether the account is refused: then one image at a time tries. */
export function isRefusal(
  service: Service,
): service is Extract<Service, { status: 'unauthorized' | 'no_credit' }> {
  return service.status === 'unauthorized' || service.status === 'no_credit';
}

/** The service after an answer of the provider (B1 to B4, B6). */
export function answered(service: Service, answer: Answer, now: number): Service {
  switch (answer.kind) {
    case 'taken':
      return isRefusal(service) || isOver(service, now) ? { status: 'available' } : service;
    case 'throttled': {
      // Throttled is not taken: whether the account is refused is still open.
      if (isRefusal(service)) return { ...service, until: later(service.until, answer, now) };
      const before = service.status === 'throttled' ? service.until : now;
      return { status: 'throttled', until: later(before, answer, now) };
    }
    case 'refused': {
      const refusals = isRefusal(service) ? service.refusals + 1 : 1;
      // Others that were on their way when the first was refused say nothing new.
      if (isRefusal(service) && now < service.until) return service;
      const pause = Math.min(pauses.longestMs, pauses.firstMs * 2 ** (refusals - 1));
      return { status: answer.code, until: now + pause, refusals, probe: null };
    }
  }
}

/** When the service may change by itself; `null` where it does not. */
export function changesAt(service: Service): number | null {
  return service.status === 'available' ? null : service.until;
}

/** Whether a throttling has ended. */
export function isOver(service: Service, now: number): boolean {
  return service.status === 'throttled' && now >= service.until;
}

function later(until: number, answer: { retry_after_ms: number }, now: number): number {
  return Math.max(until, now + Math.min(pauses.throttledMs, answer.retry_after_ms));
}
