import type { Answer, Service } from '../../domain/prediction-gate/service.ts';
import type { Report } from '../images/turn.ts';

/**
 * What a report says of the account; that it is taken only where there was doubt.
 *
 * @returns `null` where it says nothing of it
 */
export function accountAnswerIn(event: Report, service: Service): Answer | null {
  switch (event.type) {
    case 'create_refused':
      if (event.code !== 'unauthorized' && event.code !== 'no_credit') break;
      return { kind: 'refused', code: event.code };
    case 'create_postponed':
      // Without a time to wait for it was not asked at all.
      if (event.retry_after_ms === 0) return null;
      return { kind: 'throttled', retry_after_ms: event.retry_after_ms };
    case 'created':
      break;
    default:
      return null;
  }
  return service.status === 'available' ? null : { kind: 'taken' };
}
