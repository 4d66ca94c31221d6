import { html } from 'hono/html';
import { stages, type JobCounts, type StageTimes } from '../db/operator-figures.ts';
import { countWords, durationWords, modelWords, shareWords } from './operator-words.ts';
import type { Html } from './page-frame.ts';

export interface OperatorJobs {
  counts: JobCounts[];
  times: StageTimes[];
}

const stageNames = { waiting: 'Waiting', running: 'Running', storing: 'Storing' } as const;

/** How many jobs are in which state, how many succeeded, and how long they took. */
export function operatorJobs({ counts, times }: OperatorJobs): Html {
  const [all, ...models] = counts;
  return html`
    <section class="operator-part" aria-labelledby="operator-jobs">
      <h2 class="operator-title" id="operator-jobs">Pictures</h2>
      ${
        all
          ? html`
              ${figures(all)}
              <div class="operator-cards is-wide">
                ${[all, ...models].map((one) =>
                  modelCard(
                    one,
                    times.filter(({ model }) => model === one.model),
                  ),
                )}
              </div>
              <p class="operator-note">
                Half of them took p50 or less, 95 of 100 took p95 or less. Waiting is from the
                request until Replicate is asked, running until it is done, storing until the
                picture is there.
              </p>
            `
          : html`
              <p class="operator-empty">Nobody asked for a picture in this time.</p>
            `
      }
    </section>
  `;
}

function figures(all: JobCounts): Html {
  const ended = all.completed + all.failed;
  const tiles = [
    { name: 'Succeeded', figure: ended === 0 ? '–' : shareWords(all.completed, ended) },
    { name: 'Completed', figure: countWords(all.completed) },
    { name: 'Failed', figure: countWords(all.failed) },
    { name: 'Canceled', figure: countWords(all.canceled) },
    { name: 'In the line', figure: countWords(all.pending) },
    { name: 'Developing', figure: countWords(all.processing) },
  ];
  return html`
    <dl class="operator-tiles">
      ${tiles.map(
        ({ name, figure }) => html`
          <div class="operator-tile">
            <dt>${name}</dt>
            <dd>${figure}</dd>
          </div>
        `,
      )}
    </dl>
  `;
}

function modelCard(counts: JobCounts, times: StageTimes[]): Html {
  const { model, completed, failed, canceled } = counts;
  const name = model === null ? 'All models' : modelWords(model);
  const ended = completed + failed;
  const success =
    ended === 0
      ? 'None completed or failed yet'
      : `${shareWords(completed, ended)} of ${countWords(ended)} succeeded`;
  return html`
    <div class="operator-card">
      <h3 class="operator-card-title">${name}</h3>
      <p class="operator-note">
        ${success}${canceled > 0 ? `, ${countWords(canceled)} canceled` : ''}
      </p>
      <table class="operator-table">
        <caption class="sr-only">
          ${name}: how long each stage took
        </caption>
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
            <th scope="col">Measured</th>
          </tr>
        </thead>
        <tbody>
          ${stages.map((stage) => {
            const time = times.find((one) => one.stage === stage);
            return html`
              <tr>
                <th scope="row">${stageNames[stage]}</th>
                <td>${time ? durationWords(time.p50) : '–'}</td>
                <td>${time ? durationWords(time.p95) : '–'}</td>
                <td>${countWords(time?.measured ?? 0)}</td>
              </tr>
            `;
          })}
        </tbody>
      </table>
    </div>
  `;
}
