import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** Below an opened picture: what it came from and what was made of it, and all of that on a page. */
export function familyStrip(): Html {
  return html`
    <div class="family" x-data="familyStrip" :data-empty="!hasFamily">
      <nav class="family-strip" aria-label="Family of this picture">
        <template x-if="hasFamily">
          <div class="family-row">
            <template x-for="tile in ancestors" :key="tile.id">
              <div class="family-step">
                ${tile()}
                <span class="family-line"></span>
              </div>
            </template>
            <div class="family-group" :data-lone="siblings.length === 1">
              <template x-for="tile in siblings" :key="tile.id">${tile()}</template>
            </div>
            <template x-if="children.length > 0">
              <div class="family-step">
                <span class="family-line"></span>
                <div class="family-group">
                  <template x-for="tile in children" :key="tile.id">${tile()}</template>
                </div>
              </div>
            </template>
            <template x-if="hasMore">
              <button class="family-all" type="button" @click="showWhole" :title="sizeWords">
                ${icon('tree', 20)}
                <span>Whole family</span>
              </button>
            </template>
          </div>
        </template>
        <template x-if="!hasFamily">
          <p class="family-none">What is made from this picture will be here.</p>
        </template>
      </nav>
      <template x-if="whole">
        <section class="family-tree" aria-label="Whole family">
          <header class="family-tree-head">
            <h2 class="field-label">Whole family</h2>
            <span class="lightbox-place" x-text="sizeWords"></span>
            <button
              class="icon-button"
              type="button"
              aria-label="Close the whole family"
              @click="hideWhole"
            >
              ${icon('close', 20)}
            </button>
          </header>
          <div class="family-tree-scroll" tabindex="-1">
            <div class="family-tree-page" :style="treeStyle">
              <svg class="family-tree-lines" aria-hidden="true"><path :d="treeLines"></path></svg>
              <template x-for="tile in treeTiles" :key="tile.id">
                <div class="family-tree-place" :style="tile.style">${tile()}</div>
              </template>
            </div>
          </div>
        </section>
      </template>
    </div>
  `;
}

function tile(): Html {
  return html`
    <button
      class="family-tile"
      type="button"
      :data-state="tile.state"
      :aria-current="isCurrent(tile)"
      :aria-disabled="tile.state !== 'there'"
      :aria-label="tile.words"
      :title="tile.words"
      @click="open(tile)"
    >
      <span class="family-thumb">
        <template x-if="tile.thumbnail">
          <img :src="tile.thumbnail" alt="" loading="lazy" decoding="async" draggable="false" />
        </template>
        <template x-if="tile.pill">
          <span class="family-pill" x-text="tile.pill"></span>
        </template>
        <template x-if="tile.state === 'gone'">${icon('trash', 16)}</template>
        <template x-if="tile.state !== 'gone'">
          <span class="avatar family-avatar" :class="tile.avatar" x-text="tile.initial"></span>
        </template>
      </span>
      <span class="family-label" dir="auto" x-text="tile.label"></span>
    </button>
  `;
}
