import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** With these a phone turns its own format into JPEG. */
const accepted = 'image/png,image/jpeg,image/webp,image/avif,image/gif';

/**
 * Takes pictures from the device; what its label says is around it.
 *
 * @param invalid an expression of the component: whether pictures are missing
 */
export function fileInput(invalid = "'false'"): Html {
  return html`
    <input
      class="file-input"
      type="file"
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
        <span class="sr-only">Take a photo</span>
        <input
          class="file-input"
          type="file"
          accept="image/*"
          capture="environment"
          @change="choose($event)"
        />
      </label>
      <label class="icon-button" title="Add pictures">
        ${icon('reference')}
        <span class="sr-only">Add pictures</span>
        ${fileInput()}
      </label>
    </div>
  `;
}
