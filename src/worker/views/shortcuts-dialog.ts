import { html, raw } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

interface Shortcut {
  /** Keys pressed together; several such where each does its part. */
  keys: readonly (readonly string[])[];
  does: string;
  /** The language model without which it is not there. */
  needs?: 'expand' | 'describe';
}

interface Group {
  title: string;
  id?: string;
  shortcuts: readonly Shortcut[];
  notes?: readonly string[];
}

const groups: readonly Group[] = [
  {
    title: 'While you write',
    shortcuts: [
      { keys: [['Enter']], does: 'Send it, or make the picture' },
      { keys: [['Shift', 'Enter']], does: 'Begin a new line' },
      { keys: [['Ctrl', 'Enter']], does: 'Make a picture, from either mode' },
      {
        keys: [
          ['Alt', '↑'],
          ['Alt', '↓'],
        ],
        does: 'Bring back your earlier prompts',
      },
      { keys: [['{a|b}']], does: 'Make a picture for each choice' },
      { keys: [['@'], [':']], does: 'Name somebody, find an emoji' },
      { keys: [['↑']], does: 'Edit your last message, from an empty field' },
    ],
  },
  {
    title: 'Commands',
    id: 'keys-commands',
    shortcuts: [
      { keys: [['/imagine']], does: 'Make a picture: /imagine a red fox' },
      { keys: [['/vary']], does: 'Another one like the latest picture; /vary lot' },
      { keys: [['/edit']], does: 'Change it: /edit make it night' },
      { keys: [['/upscale']], does: 'Enlarge it' },
      { keys: [['/describe']], does: 'Say in words what is on it', needs: 'describe' },
      { keys: [['/expand']], does: 'Suggest a richer prompt: /expand a fox', needs: 'expand' },
      { keys: [['/style']], does: 'Choose styles: /style noir, oil; /style none' },
      { keys: [['/seed']], does: 'Set the seed: /seed 7, /seed random' },
      { keys: [['/help']], does: 'Show these commands' },
    ],
    notes: [
      'They are about the picture that you answer, or else the latest one.',
      'After the words of /imagine and /edit: --ar 3:2, --seed 7, --no text, --style noir, --n 4, --size 768x512, --model and what the model has of its own. Type -- to see all of it.',
      'What you leave out of /imagine is as you have set it under “Image”. // begins a message with a slash.',
    ],
  },
  {
    title: 'In the conversation',
    shortcuts: [
      { keys: [['↑'], ['↓']], does: 'Go to the message before or after' },
      { keys: [['R']], does: 'Reply' },
      { keys: [['+']], does: 'React' },
      { keys: [['E']], does: 'Edit what you wrote' },
      { keys: [['Enter']], does: 'Show everything that can be done' },
      { keys: [['Space']], does: 'Choose it while you select; with Shift all up to it' },
      { keys: [['Del']], does: 'Delete it; with Shift without a question' },
    ],
  },
  {
    title: 'In the room',
    shortcuts: [
      { keys: [['Ctrl', 'K']], does: 'Search' },
      { keys: [['Shift', 'X']], does: 'Cancel your latest picture' },
      { keys: [['Esc']], does: 'Close what is on top' },
      { keys: [['?']], does: 'Show these keys' },
    ],
  },
  {
    title: 'On a picture',
    shortcuts: [
      { keys: [['←'], ['→']], does: 'Go to the one before or after' },
      { keys: [['↑'], ['↓']], does: 'Go to what it came from, or what was made of it' },
      { keys: [['+'], ['-'], ['0']], does: 'Come closer, go back, show all of it' },
      { keys: [['V'], ['Shift', 'V']], does: 'Vary it a little, or a lot' },
      { keys: [['R'], ['U'], ['E']], does: 'Remix it, upscale it, edit it' },
      { keys: [['F']], does: 'Follow it up: the same, but…' },
      { keys: [['S']], does: 'Star it' },
      { keys: [['D']], does: 'Download it' },
      { keys: [['C']], does: 'Copy its prompt' },
      { keys: [['Del']], does: 'Delete it; with Shift without a question' },
    ],
  },
];

/** Every key that does something, and nothing else. */
export function shortcutsDialog(): Html {
  return html`
    <dialog
      class="dialog is-keys"
      x-data="dialogBox('shortcuts')"
      @close="closed"
      @click="onBackdrop($event)"
      aria-labelledby="title-shortcuts"
    >
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 class="dialog-title" id="title-shortcuts">Keyboard shortcuts</h2>
          <button class="icon-button" type="button" aria-label="Close" @click="close">
            ${icon('close', 20)}
          </button>
        </div>
        <div class="keys-groups">${groups.map(
          ({ title, id, shortcuts, notes = [] }) => html`
            <section class="keys-group" ${id === undefined ? '' : raw(`id="${id}"`)}><h3 class="keys-title">${title}</h3>
            <dl class="keys">
              ${shortcuts.map(
                ({ keys, does, needs }) => html`
                  <div
                    class="keys-row"
                    ${needs === undefined ? '' : raw(`x-show="$store.chat.language.${needs}"`)}
                  >
                    <dt>${does}</dt>
                    <dd>${keys.map(pressed)}</dd>
                  </div>
                `,
              )}
            </dl>${notes.map(noted)}</section>
          `,
        )}</div>
      </div>
    </dialog>
  `;
}

/** A note in which a parameter is never broken in two. */
function noted(note: string): Html {
  const parts = note.split(/(--\w+)/);
  return html`<p class="keys-note">
    ${parts.map((part) => (part.startsWith('--') ? html`<span class="nobr">${part}</span>` : part))}
  </p>`;
}

/** Keys that are pressed together. What a Mac calls otherwise, the page puts right. */
function pressed(keys: readonly string[]): Html {
  return html`
    <span class="keys-pressed">
      ${keys.map(
        (key) => html`
          <kbd class="key" ${key === 'Ctrl' ? raw('x-text="$store.ui.commandKey"') : ''}>
            ${key}
          </kbd>
        `,
      )}
    </span>
  `;
}
