import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';
import { zoomButtons } from './zoom-buttons.ts';

const modes = [
  { mode: 'slider', drawing: 'compare', name: 'Slider' },
  { mode: 'side', drawing: 'side-by-side', name: 'Side by side' },
] as const;

const sides = [
  { side: 'left', letter: 'A' },
  { side: 'right', letter: 'B' },
] as const;

/** Two images at the same size and place, and what differs between them. Dark in both themes. */
export function compareDialog(): Html {
  return html`
    <dialog
      class="lightbox compare"
      x-data="dialogBox('compare')"
      aria-label="Compare two pictures"
      @close="closed"
    >
      <template x-if="ready">
        <div class="lightbox-body" x-data="compareView" @keydown="onKey($event)">
          <div class="lightbox-stage">${head()} ${pair()} ${choice()}</div>
          <aside class="lightbox-details" aria-label="What differs">${differences()}</aside>
        </div>
      </template>
    </dialog>
  `;
}

function head(): Html {
  return html`
    <header class="lightbox-head">
      <button class="icon-button" type="button" aria-label="Close" @click="close">
        ${icon('close', 20)}
      </button>
      <h2 class="compare-title">Compare</h2>
      <div class="switch compare-modes" role="radiogroup" aria-label="How to compare">
        ${modes.map(
          ({ mode, drawing, name }) => html`
            <button
              class="switch-option"
              type="button"
              role="radio"
              aria-label="${name}"
              :aria-checked="isMode('${mode}')"
              @click="setMode('${mode}')"
            >
              ${icon(drawing, 16)}
              <span>${name}</span>
            </button>
          `,
        )}
      </div>
      <div class="zoom-buttons" role="group" aria-label="Size on the screen">
        ${zoomButtons(html`
        <button
          class="text-button zoom-words"
          type="button"
          aria-label="Show the whole pictures"
          @click="whole"
          x-text="sizeWords"
        ></button>
        `)}
      </div>
      <button
        class="icon-button"
        type="button"
        aria-label="Swap A and B"
        title="Swap A and B"
        @click="swap"
      >
        ${icon('swap', 20)}
      </button>
    </header>
  `;
}

function pair(): Html {
  return html`
    <div class="compare-pair" :data-mode="mode" :data-held="held" :style="dividerStyle">
      ${sides.map(
        ({ side, letter }) => html`
          <div
            class="compare-layer is-${side}"
            @pointerdown="down($event)"
            @pointermove="move($event)"
            @pointerup="up($event)"
            @pointercancel="cancel($event)"
            @wheel="wheel($event)"
          >
            <template x-for="image in ${side}" :key="image.id">
              <img
                class="compare-image"
                :src="image.url"
                :alt="image.prompt || image.by"
                :width="image.width"
                :height="image.height"
                :style="imageStyle(image)"
                draggable="false"
                @load="measure"
              />
            </template>
            <span class="over-pill compare-letter">${letter}</span>
          </div>
        `,
      )}
      <div
        class="compare-divider"
        role="slider"
        tabindex="0"
        aria-label="Divider between A and B"
        aria-valuemin="0"
        aria-valuemax="100"
        :aria-valuenow="dividerNow"
        x-show="mode === 'slider'"
        @pointerdown="pullDivider($event)"
        @pointermove="pullDivider($event)"
        @keydown="onDividerKey($event)"
      >
        <span class="compare-knob">${icon('swap', 16)}</span>
      </div>
    </div>
  `;
}

function choice(): Html {
  return html`
    <div class="compare-choice">
      <div class="compare-slots" role="radiogroup" aria-label="Which one to choose anew">
        ${sides.map(
          ({ side, letter }) => html`
            <template x-for="image in ${side}" :key="image.id">
              <button
                class="compare-slot"
                type="button"
                role="radio"
                aria-label="${letter}"
                :aria-checked="isActive('${side}')"
                @click="setActive('${side}')"
              >
                <img :src="image.thumbnail" alt="" draggable="false" />
                <span class="compare-slot-letter">${letter}</span>
              </button>
            </template>
          `,
        )}
      </div>
      <div class="compare-candidates" role="group" aria-label="Pictures to compare">
        <template x-for="image in candidates" :key="image.id">
          <button
            class="compare-candidate"
            type="button"
            :aria-label="wordsOf(image)"
            :title="wordsOf(image)"
            @click="choose(image)"
          >
            <img :src="image.thumbnail" alt="" loading="lazy" draggable="false" />
            <template x-if="sideOf(image)">
              <span class="compare-slot-letter" x-text="sideOf(image)"></span>
            </template>
          </button>
        </template>
      </div>
    </div>
  `;
}

function differences(): Html {
  return html`
    <div class="lightbox-part">
      <h3 class="field-label" x-text="promptTitle"></h3>
      <template x-if="samePrompt">
        <template x-for="image in left" :key="image.id">
          <p class="lightbox-prompt" dir="auto" x-text="image.prompt"></p>
        </template>
      </template>
      <template x-if="!samePrompt">
        <dl class="compare-prompts">
          ${sides.map(
            ({ side, letter }) => html`
              <dt>${letter}</dt>
              <dd dir="auto">
                <template x-for="(piece, place) in prompts.${side}" :key="place">
                  <span :class="piece.differs ? 'is-different' : ''" x-text="piece.text"></span>
                </template>
              </dd>
            `,
          )}
        </dl>
      </template>
    </div>
    <div class="lightbox-part">
      <table class="compare-table">
        <thead>
          <tr>
            <th scope="col"><span class="field-label">Differs</span></th>
            <th scope="col">A</th>
            <th scope="col">B</th>
          </tr>
        </thead>
        <tbody>
          <template x-for="fact in differing" :key="fact.name">
            <tr>
              <th scope="row" x-text="fact.name"></th>
              <td x-text="fact.left"></td>
              <td x-text="fact.right"></td>
            </tr>
          </template>
        </tbody>
      </table>
      <p class="compare-none" x-show="differing.length === 0">Nothing but the picture.</p>
    </div>
    <template x-if="same.length > 0">
      <dl class="lightbox-part facts">
        <h3 class="field-label">The same in both</h3>
        <template x-for="fact in same" :key="fact.name">
          <div class="fact">
            <dt x-text="fact.name"></dt>
            <dd x-text="fact.left"></dd>
          </div>
        </template>
      </dl>
    </template>
  `;
}
