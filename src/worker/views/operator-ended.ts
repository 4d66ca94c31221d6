import { html } from 'hono/html';
import { imageError } from '../../domain/image-failures.ts';
import { imageFailureCodes } from '../../protocol/errors.ts';
import type { EndedJob } from '../db/ended-jobs.ts';
import { icon } from './icons.ts';
import { modelWords, momentWords } from './operator-words.ts';
import type { Html } from './page-frame.ts';

export interface OperatorEnded {
  status: EndedJob['status'];
  jobs: EndedJob[];
  links: {
    /** To the same page with the jobs of that state. */
    failed: string;
    canceled: string;
    /** To the jobs before these, or to the newest; `null` where there are none. */
    older: string | null;
    newest: string | null;
  };
}

/** The jobs that failed, or were canceled, each with a way to ask for it again. */
export function operatorEnded({ status, jobs, links }: OperatorEnded): Html {
  const option = (name: string, of: EndedJob['status']) => html`
    <a
      class="switch-option"
      href="${links[of]}#operator-ended"
      ${status === of ? html`aria-current="true"` : ''}
    >
      ${name}
    </a>
  `;
  return html`
    <section class="operator-part" aria-labelledby="operator-ended">
      <div class="operator-part-head">
        <h2 class="operator-title" id="operator-ended">
          ${status === 'failed' ? 'Failed pictures' : 'Canceled pictures'}
        </h2>
        <nav class="switch" aria-label="Which pictures">
          ${option('Failed', 'failed')} ${option('Canceled', 'canceled')}
        </nav>
      </div>
      ${
        jobs.length > 0
          ? html`
              <ol class="operator-ended">
                ${jobs.map(endedJob)}
              </ol>
            `
          : html`
              <p class="operator-empty">
                ${links.newest === null ? `No picture ${status === 'failed' ? 'failed' : 'was canceled'} in this time.` : 'There are no older ones.'}
              </p>
            `
      }
      <div class="form-actions">
        ${links.newest === null ? '' : pageLink(links.newest, 'Newest')}
        ${links.older === null ? '' : pageLink(links.older, 'Older')}
      </div>
    </section>
  `;
}

function pageLink(href: string, name: string): Html {
  return html`
    <a class="button" href="${href}#operator-ended">${name}</a>
  `;
}

function endedJob(job: EndedJob): Html {
  const { image_id, chat_id, chat_name, person_name, model, error_detail } = job;
  const charged = job.may_have_been_charged === 1 ? 'may have been charged' : 'not charged';
  return html`
    <li class="operator-job">
      <div class="operator-job-text">
        <p class="operator-job-reason ${job.status === 'canceled' ? 'is-canceled' : ''}">${icon(job.status === 'failed' ? 'alert' : 'close', 16)} ${reason(job)}</p>
        ${
          error_detail === null
            ? ''
            : html`
                <p class="operator-detail" dir="auto">${error_detail}</p>
              `
        }
        <p class="operator-note">
          <time datetime="${new Date(job.created_at).toISOString()}">
            ${momentWords(job.created_at)}
          </time>
          · <span dir="auto">${person_name ?? 'somebody who is gone'}</span> in
          <span dir="auto">${chat_name ?? 'a room that is gone'}</span> · ${modelWords(model)} ·
          ${job.error_code === null ? '' : html`<code>${job.error_code}</code> ·`} ${charged}
        </p>
        <p class="operator-note">
          Picture <code>${image_id}</code> · Room <code>${chat_id}</code>
        </p>
      </div>
      ${job.deleted_at === null ? requeueButton(image_id) : deletedNote()}
    </li>
  `;
}

/** The sentence that the room shows; its own words for a code of an older version. */
function reason({ status, error_code, may_have_been_charged }: EndedJob): string {
  if (status === 'canceled') return 'Canceled.';
  const code = imageFailureCodes.find((one) => one === error_code);
  return code
    ? imageError(code, may_have_been_charged === 1).message
    : 'It failed for a reason that this version does not know.';
}

/** The same for each picture, so that two clicks, of two operators too, make one request. */
function requeueButton(imageId: string): Html {
  return html`
    <div class="operator-job-deed" x-data="requeueImage('${imageId}')">
      <button class="button is-small" type="button" :disabled="busy || made" @click="ask">
        Ask again
      </button>
      <p class="operator-note" role="status" x-show="said" x-text="said" x-cloak></p>
      <p class="field-error" role="alert" x-show="error" x-text="error" x-cloak></p>
    </div>
  `;
}

function deletedNote(): Html {
  return html`
    <p class="operator-job-deed operator-note">Deleted</p>
  `;
}
