import { html } from 'hono/html';
import type { Sweep } from '../db/sweeps.ts';
import { bytesWords, counted, momentWords } from './operator-words.ts';
import type { Html } from './page-frame.ts';

/** The latest look through the image store, and what is amiss there. */
export interface OperatorSweep {
  sweep: Sweep | null;
  findings: { kind: 'object' | 'row'; key: string; bytes: number | null; found_at: number }[];
}

const meanings = {
  object: 'No picture has it. It is removed when it is a week old.',
  row: 'A picture of a room has lost it.',
} as const;

/** What was found in the image store, and a way to look again. */
export function operatorSweep({ sweep, findings }: OperatorSweep): Html {
  return html`
    <section class="operator-part" aria-labelledby="operator-sweep" x-data="sweepStore">
      <div class="operator-part-head">
        <h2 class="operator-title" id="operator-sweep">Image store</h2>
        <button class="button is-small" type="button" :disabled="busy" @click="sweep">
          Look through it
        </button>
      </div>
      <p class="operator-note" role="status" x-show="said" x-text="said" x-cloak></p>
      <p class="field-error" role="alert" x-show="error" x-text="error" x-cloak></p>
      ${
        sweep
          ? report(sweep, findings)
          : html`
              <p class="operator-empty">Nobody has looked through it yet.</p>
            `
      }
    </section>
  `;
}

function report(sweep: Sweep, findings: OperatorSweep['findings']): Html {
  const { started_at, finished_at, objects, rows, removed, removed_bytes } = sweep;
  const when =
    finished_at === null
      ? `Begun ${momentWords(started_at)} UTC, and not through yet.`
      : `Done ${momentWords(finished_at)} UTC.`;
  const took =
    removed === 0
      ? 'Nothing was removed.'
      : `Removed ${counted(removed, 'file')} that no picture has, ${bytesWords(removed_bytes)}.`;
  return html`
    <p class="operator-note">
      ${when} Compared ${counted(objects, 'file')} with ${counted(rows, 'picture')}. ${took}
    </p>
    ${
      findings.length === 0
        ? html`
            <p class="operator-empty">Nothing is amiss.</p>
          `
        : html`
            <ul class="operator-ended operator-findings">
              ${findings.map(
                ({ kind, key, bytes, found_at }) => html`
                  <li class="operator-finding">
                    <p>
                      ${meanings[kind]}${bytes === null ? '' : ` ${bytesWords(bytes)}.`} Found
                      ${momentWords(found_at)}.
                    </p>
                    <p class="operator-note"><code>${key}</code></p>
                  </li>
                `,
              )}
            </ul>
          `
    }
  `;
}
