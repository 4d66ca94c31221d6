import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** A picture of the draft, or a file on its way; `tile` is its `PictureTile`. */
export function pictureTile(): Html {
  return html`
    <div class="tile" :data-failed="tile.failure !== ''" :data-spare="tile.spare">
      <template x-if="tile.thumbnail">
        <img class="tile-image" :src="tile.thumbnail" :alt="tile.name" width="64" height="64" />
      </template>
      <template x-if="!tile.thumbnail && !tile.failure"><span class="tile-none">${icon('image')}</span></template>
      <template x-if="tile.mask">
        <img class="tile-mask" :src="tile.mask" alt="with a mask" width="64" height="64" />
      </template>
      <template x-if="tile.progress">
        <span
          class="tile-bar"
          role="progressbar"
          :aria-label="tile.name"
          aria-valuemin="0"
          aria-valuemax="100"
          :aria-valuenow="tile.percent"
        >
          <span class="tile-done" :style="tile.progress"></span>
        </span>
      </template>
      <template x-if="tile.failure">
        <span class="tile-failed">${icon('alert', 16)}</span>
      </template>
      <template x-if="canDescribe(tile)">
        <button
          class="tile-describe"
          type="button"
          title="Describe in words"
          :aria-label="describeLabel(tile)"
          @click="describe(tile)"
        >
          ${icon('describe', 16)}
        </button>
      </template>
      <button
        class="tile-remove"
        type="button"
        :aria-label="removeLabel(tile)"
        @click="remove(tile)"
      >
        ${icon('close', 16)}
      </button>
    </div>
  `;
}

/** What is to be said of the pictures below them: what failed, what is not used, what remembers. */
export function pictureHints(): Html {
  return html`
    <template x-for="tile in failed" :key="tile.key">
      <p class="picture-hint is-bad" role="alert">
        <span class="picture-hint-words" x-text="sorry(tile)"></span>
        <button
          class="button is-small"
          type="button"
          x-show="tile.can_retry"
          @click="retry(tile)"
        >
          Try again
        </button>
      </p>
    </template>
    <template x-if="hint">
      <div class="picture-hint" role="status">
        <span class="picture-hint-words" x-text="hint"></span>
        <template x-for="other in others" :key="other.id">
          <button
            class="button is-small"
            type="button"
            @click="switchTo(other)"
            x-text="other.name"
          ></button>
        </template>
      </div>
    </template>
    <template x-for="memory in memories" :key="memory.image.id">
      <div class="picture-hint" role="status">
        <span class="picture-hint-words" x-text="memoryWords(memory)"></span>
        <button class="button is-small" type="button" @click="useMemory(memory)">
          Use its settings
        </button>
        <button class="button is-small is-quiet" type="button" @click="keepPicture(memory)">
          Keep the picture
        </button>
      </div>
    </template>
  `;
}

/** The pictures in the composer: of the message, or those to start from. */
export function composerPictures(): Html {
  return html`
    <div class="composer-pictures" x-data="pictureStrip('composer')" :data-empty="isEmpty">
      <template x-if="!isEmpty">
        <div class="tiles" role="group" aria-label="Pictures">
          <template x-for="tile in tiles" :key="tile.key">${pictureTile()}</template>
        </div>
      </template>
      ${pictureHints()}
    </div>
  `;
}
