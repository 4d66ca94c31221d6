import { html } from 'hono/html';
import type { EndedJob } from '../db/ended-jobs.ts';
import { operatorEnded } from './operator-ended.ts';
import { operatorJobs, type OperatorJobs } from './operator-jobs.ts';
import { operatorPath, periods, type OperatorQuery, type Period } from './operator-query.ts';
import { operatorQueue, type OperatorQueue } from './operator-queue.ts';
import { operatorSpend, type OperatorSpend } from './operator-spend.ts';
import { operatorSweep, type OperatorSweep } from './operator-sweep.ts';
import { momentWords } from './operator-words.ts';
import { pageFrame, pagePrelude, type Html, type PageContext } from './page-frame.ts';

export interface OperatorPage extends PageContext {
  /** When the figures were taken, in milliseconds since 1970. */
  now: number;
  asked: OperatorQuery;
  queue: OperatorQueue | null;
  /** Whether no picture is really paid for. */
  simulated: boolean;
  jobs: OperatorJobs;
  spend: OperatorSpend;
  store: OperatorSweep;
  ended: { jobs: EndedJob[]; next: string | null };
}

/** How the server is doing, for whoever runs it. */
export function operatorPage(page: OperatorPage): Html {
  const { now, asked, queue, simulated, store, jobs, spend, ended } = page;
  const { period } = asked;
  return pageFrame(page, {
    title: 'Operator · Darkroom',
    body: html`
      <body class="operator">
        ${pagePrelude({ page: 'operator' })}
        <main class="operator-page">
          <header class="operator-head">
            <a class="brand" href="/">
              <span class="brand-light"></span>
              Darkroom
            </a>
            <div class="operator-deeds" x-data="stepDown">
              <p class="field-error" role="alert" x-show="error" x-text="error" x-cloak></p>
              <button
                class="button is-quiet is-small"
                type="button"
                :disabled="busy"
                @click="leave"
              >
                Step down
              </button>
            </div>
          </header>
          <h1 class="plain-title">How this server is doing</h1>
          ${operatorQueue(queue, now)}
          <div class="operator-part-head">
            ${periodSwitch(asked)}
            <p class="operator-note">
              <time datetime="${new Date(now).toISOString()}">As of ${momentWords(now)} UTC</time>
              <a class="text-button operator-link" href="${operatorPath({ ...asked, before: undefined })}">
                Refresh
              </a>
            </p>
          </div>
          ${operatorJobs(jobs)} ${operatorSpend(spend, simulated)}
          ${operatorEnded({
            status: asked.ended,
            jobs: ended.jobs,
            links: {
              failed: operatorPath({ period, ended: 'failed' }),
              canceled: operatorPath({ period, ended: 'canceled' }),
              older: ended.next === null ? null : operatorPath({ ...asked, before: ended.next }),
              newest:
                asked.before === undefined ? null : operatorPath({ ...asked, before: undefined }),
            },
          })}
          ${operatorSweep(store)}
        </main>
      </body>
    `,
  });
}

function periodSwitch(asked: OperatorQuery): Html {
  const names: Period[] = ['hour', 'day', 'week', 'month'];
  return html`
    <nav class="switch" aria-label="Period">
      ${names.map(
        (period) => html`
          <a
            class="switch-option"
            href="${operatorPath({ ended: asked.ended, period })}"
            ${period === asked.period ? html`aria-current="true"` : ''}
          >
            ${periods[period].name}
          </a>
        `,
      )}
    </nav>
  `;
}
