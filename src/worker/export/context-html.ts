import { html } from 'hono/html';
import type { EntryKind, EntryRow } from '../../protocol/entries.ts';

const titles: Record<EntryKind, string> = {
  style: 'Look',
  palette: 'Palette',
  character: 'Characters',
  avoid: 'Leave out',
  list: 'Lists',
  prompt: 'Kept prompts',
};

/** What the room keeps for its prompts, by kind; empty where that is nothing. */
export async function contextHtml(entries: readonly EntryRow[]): Promise<string> {
  if (entries.length === 0) return '';
  const kinds = Object.entries(titles)
    .map(([kind, title]) => ({ title, rows: entries.filter((entry) => entry.kind === kind) }))
    .filter(({ rows }) => rows.length > 0);
  return String(
    await html`
<section class="context"><h2 class="context-title">What this room keeps for its prompts</h2>
<dl>${kinds.map(
      ({ title, rows }) => html`
<dt>${title}</dt>${rows.map(entryHtml)}`,
    )}
</dl></section>`,
  );
}

function entryHtml({ name, text, negative_prompt, tags, always }: EntryRow) {
  const notes = [
    negative_prompt === '' ? '' : `Leaves out: ${negative_prompt}`,
    tags.length === 0 ? '' : `Tags: ${tags.join(', ')}`,
    always ? '' : 'Switched off',
  ].filter((note) => note !== '');
  return html`
<dd>${name === '' ? '' : html`<b>${name}</b> `}<span class="context-words">${text}</span>${notes.map(
    (note) => html` <span class="context-note">${note}</span>`,
  )}</dd>`;
}
