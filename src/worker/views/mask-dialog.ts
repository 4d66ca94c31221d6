import { html } from 'hono/html';
import { icon, type IconName } from './icons.ts';
import type { Html } from './page-frame.ts';

const brushes = ['Fine', 'Small', 'Middle', 'Broad'];

/** Where a mask is painted on the first picture: what is to be made anew. */
export function maskDialog(): Html {
  return html`
    <dialog
      class="dialog is-mask"
      x-data="dialogBox('mask')"
      @close="closed"
      aria-labelledby="title-mask"
    >
      <template x-if="ready">
        <div class="mask" x-data="maskPainter" @keydown="onKey($event)">
          <div class="mask-head">
            <div>
              <h2 class="dialog-title" id="title-mask">Paint a mask</h2>
              <p class="mask-text">Paint over what is to be made anew. The rest stays.</p>
            </div>
            <button class="icon-button" type="button" aria-label="Close" @click="close">
              ${icon('close')}
            </button>
          </div>
          <div class="mask-tools">
            <div class="switch" role="radiogroup" aria-label="Brush or eraser">
              ${tool('false', 'edit', 'Paint')} ${tool('true', 'eraser', 'Erase')}
            </div>
            <div class="switch" role="radiogroup" aria-label="Size of the brush">
              ${brushes.map(
                (name, index) => html`
                  <button
                    class="switch-option brush"
                    type="button"
                    role="radio"
                    aria-label="${name}"
                    title="${name}"
                    data-size="${index}"
                    :aria-checked="isBrush(${index})"
                    @click="setBrush(${index})"
                  >
                    <span class="brush-dot"></span>
                  </button>
                `,
              )}
            </div>
            <div class="mask-steps">
              ${step('undo', 'undo', 'Undo')} ${step('trash', 'clear', 'Clear')}
              <button
                class="icon-button"
                type="button"
                title="Invert"
                aria-label="Invert"
                @click="invert"
              >
                ${icon('invert')}
              </button>
            </div>
          </div>
          <div class="mask-stage">
            <div class="mask-picture">
              <template x-if="isOpen">
                <img
                  class="mask-image"
                  :src="src"
                  :alt="name"
                  draggable="false"
                  @load="loaded($event)"
                  @error="couldNotLoad"
                />
              </template>
              <canvas
                class="mask-canvas"
                aria-label="The mask"
                @pointerdown="down($event)"
                @pointermove="move($event)"
                @pointerup="up"
                @pointercancel="up"
              ></canvas>
            </div>
          </div>
          <div class="mask-foot">
            <p class="field-error" role="alert" x-show="failure" x-text="failure"></p>
            <div class="form-actions">
              <button
                class="button is-primary"
                type="button"
                :disabled="!canSave"
                @click="save"
                x-text="saveWords"
              ></button>
              <button class="button is-quiet" type="button" @click="close">Cancel</button>
            </div>
          </div>
        </div>
      </template>
    </dialog>
  `;
}

function tool(erases: 'true' | 'false', name: IconName, label: string): Html {
  return html`
    <button
      class="switch-option"
      type="button"
      role="radio"
      :aria-checked="isErasing(${erases})"
      @click="setErases(${erases})"
    >
      ${icon(name, 16)} ${label}
    </button>
  `;
}

function step(name: IconName, does: string, label: string): Html {
  return html`
    <button
      class="icon-button"
      type="button"
      title="${label}"
      aria-label="${label}"
      :disabled="isUntouched"
      @click="${does}"
    >
      ${icon(name)}
    </button>
  `;
}
