import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** With these a phone turns its own format into JPEG. */
const accepted = 'image/png,image/jpeg,image/webp,image/avif,image/gif';

/**
 * Takes pictures from the device; its button is the label around it.
 *
 * @param name what it is called by those who do not see it
 * @param invalid an expression of the component: whether pictures are missing
 */
export function fileInput(name: string, invalid = "'false'"): Html {
  return html`
    <input
      class="file-input"
      type="file"
      aria-label="${name}"
      accept="${accepted}"
      multiple
      :aria-invalid="${invalid}"
      @change="choose($event)"
    />
  `;
}

/** The buttons of the composer by which pictures come in: from files, and on touch from the camera. */
export function pictureSources(): Html {
  return html`
    <div class="picture-sources" x-data="pictureStrip('composer')">
      <label class="icon-button is-camera" title="Take a photo">
        ${icon('camera')}
        <input
          class="file-input"
          type="file"
          aria-label="Take a photo"
          accept="image/*"
          capture="environment"
          @change="choose($event)"
        />
      </label>
      <label class="icon-button" title="Add pictures">
        ${icon('reference')}
        ${fileInput('Add pictures')}
      </label>
    </div>
  `;
}
