import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

const formats = [
  { format: 'original', name: 'Original' },
  { format: 'png', name: 'PNG' },
  { format: 'webp', name: 'WebP' },
  { format: 'jpeg', name: 'JPEG' },
] as const;

/**
 * In which form pictures are downloaded, beside the button that does it.
 *
 * @param opens `up` or `down` from its button
 */
export function downloadMenu(opens: 'up' | 'down'): Html {
  return html`
    <div
      class="menu-place download-menu"
      x-data="menu"
      @keydown.escape="onEscape($event)"
      @click.outside="close"
    >
      <button
        class="icon-button download-more"
        type="button"
        aria-label="How to download"
        title="How to download"
        x-ref="button"
        :aria-expanded="expanded"
        @click="toggle"
      >
        ${icon('chevron-down', 16)}
      </button>
      <div
        class="menu ${opens === 'up' ? 'is-up' : ''} download-choices"
        x-data="downloadMenu"
        x-show="open"
        x-cloak
        @keydown="onKey($event)"
      >
        <p class="menu-label" id="download-format-${opens}">Download as</p>
        <div class="switch" role="radiogroup" aria-labelledby="download-format-${opens}">
          ${formats.map(
            ({ format, name }) => html`
              <button
                class="switch-option"
                type="button"
                role="radio"
                :aria-checked="isFormat('${format}')"
                @click="setFormat('${format}')"
              >
                ${name}
              </button>
            `,
          )}
        </div>
        <button
          class="menu-item download-switch"
          type="button"
          role="switch"
          :aria-checked="keepsSettings"
          @click="toggleSettings"
        >
          With prompt and settings
          <span class="toggle" aria-hidden="true"><span class="toggle-thumb"></span></span>
        </button>
        <p class="download-note" x-text="consequence"></p>
      </div>
    </div>
  `;
}
