import { html } from 'hono/html';
import { createPanel } from './create-panel.ts';
import { galleryPanel } from './gallery-panel.ts';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';
import { promptsPanel } from './prompts-panel.ts';
import { roomPanel } from './room-panel.ts';

/** Beside the conversation, over it, or on a phone a sheet: the form of an image and the gallery. */
export function panel(): Html {
  return html`
    <aside class="panel" aria-label="Make and find pictures" x-data="panel" x-show="open" x-cloak>
      <div class="panel-shade" @click="close"></div>
      <div class="panel-sheet">
        <div class="panel-head">
          <div class="tabs" role="tablist" aria-label="Panel" @keydown="onKey($event)">
            <button
              class="tab"
              id="tab-create"
              type="button"
              role="tab"
              aria-controls="panel-create"
              :aria-selected="shows('create')"
              :tabindex="tabindex('create')"
              @click="show('create')"
            >
              Create
            </button>
            <button
              class="tab"
              id="tab-gallery"
              type="button"
              role="tab"
              aria-controls="panel-gallery"
              :aria-selected="shows('gallery')"
              :tabindex="tabindex('gallery')"
              @click="show('gallery')"
            >
              Gallery
            </button>
            <button
              class="tab"
              id="tab-prompts"
              type="button"
              role="tab"
              aria-controls="panel-prompts"
              :aria-selected="shows('prompts')"
              :tabindex="tabindex('prompts')"
              @click="show('prompts')"
            >
              Prompts
            </button>
            <button
              class="tab"
              id="tab-room"
              type="button"
              role="tab"
              aria-controls="panel-room"
              :aria-selected="shows('room')"
              :tabindex="tabindex('room')"
              @click="show('room')"
            >
              Room
            </button>
          </div>
          <button class="icon-button" type="button" aria-label="Close panel" @click="close">
            ${icon('close')}
          </button>
        </div>
        ${createPanel()} ${galleryPanel()} ${promptsPanel()} ${roomPanel()}
      </div>
    </aside>
  `;
}
