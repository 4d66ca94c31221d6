import { html } from 'hono/html';
import { serviceMessage } from '../../domain/prediction-gate/service-message.ts';
import type { Service } from '../../domain/prediction-gate/service.ts';
import { icon } from './icons.ts';
import { countWords, durationWords, momentWords } from './operator-words.ts';
import type { Html } from './page-frame.ts';

/** The line of all rooms, as the gate sees it. */
export interface OperatorQueue {
  limit: number;
  running: number;
  waiting: number;
  oldest_waiting_since: number | null;
  service: Service;
}

/**
 * What is at the provider right now, what waits, and how the account is treated.
 *
 * @param queue `null` where the gate could not be asked
 */
export function operatorQueue(queue: OperatorQueue | null, now: number): Html {
  return html`
    <section class="operator-part" aria-labelledby="operator-queue">
      <h2 class="operator-title" id="operator-queue">Right now</h2>
      ${
        queue === null
          ? html`
              <p class="operator-empty">
                The line could not be asked. It is an object of its own: refresh in a moment.
              </p>
            `
          : figures(queue, now)
      }
    </section>
  `;
}

function figures(
  { limit, running, waiting, oldest_waiting_since, service }: OperatorQueue,
  now: number,
) {
  const longest = oldest_waiting_since === null ? null : Math.max(0, now - oldest_waiting_since);
  return html`
    <dl class="operator-tiles">
      <div class="operator-tile">
        <dt>At Replicate</dt>
        <dd>${countWords(running)} <span class="operator-of">of ${countWords(limit)}</span></dd>
      </div>
      <div class="operator-tile">
        <dt>Waiting</dt>
        <dd>${countWords(waiting)}</dd>
      </div>
      <div class="operator-tile">
        <dt>Longest wait</dt>
        <dd>${longest === null ? '–' : durationWords(longest)}</dd>
      </div>
    </dl>
    ${account(service, now)}
  `;
}

function account(service: Service, now: number): Html {
  const { message, until } = serviceMessage(service);
  if (message === null) {
    return html`
      <p class="operator-account">
        ${icon('done', 16)} Replicate does not refuse the account.
      </p>
    `;
  }
  return html`
    <p class="operator-account is-bad">
      ${icon('alert', 16)}
      <span>
${message} ${nextTry(until ?? now, now)}
      </span>
    </p>
  `;
}

function nextTry(at: number, now: number): string {
  if (at <= now) return 'The next picture tries whether it is so still.';
  return `The next picture is tried at ${momentWords(at)}.`;
}
