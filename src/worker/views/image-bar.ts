import { html } from 'hono/html';
import { icon, type IconName } from './icons.ts';
import type { Html } from './page-frame.ts';

/**
 * What can be done with a picture, on it. There is one bar on the whole page, and it goes to the
 * picture that is pointed at or has the focus; the log listens for it.
 */
export function imageBar(): Html {
  return html`
    <template data-bar="image">
      <div class="frame-tools" role="toolbar" aria-label="Picture actions">
        <div class="over-bar over-moves">
          ${labelled('vary', 'vary_little', 'Vary')} ${labelled('remix', 'remix', 'Remix')}
          ${labelled('upscale', 'upscale', 'Upscale')} ${labelled('edit', 'edit', 'Edit')}
        </div>
        <div class="over-bar">
          ${bare('star', 'star', 'Star')} ${bare('download', 'download', 'Download')}
          <button
            class="over-button is-icon"
            type="button"
            data-do="more"
            title="More"
            aria-label="More actions"
            aria-haspopup="menu"
          >
            ${icon('more')}
          </button>
        </div>
      </div>
    </template>
  `;
}

function labelled(drawing: IconName, move: string, words: string): Html {
  return html`
    <button class="over-button" type="button" data-move="${move}" aria-label="${words}">
      ${icon(drawing, 16)}
      <span>${words}</span>
    </button>
  `;
}

function bare(drawing: IconName, move: string, words: string): Html {
  return html`
    <button
      class="over-button is-icon over-${move}"
      type="button"
      data-move="${move}"
      aria-label="${words}"
    >
      ${icon(drawing)}
    </button>
  `;
}
