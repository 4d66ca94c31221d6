import { html, raw } from 'hono/html';
import type { MessageRow } from '../../protocol/rows.ts';
import { contextHtml } from './context-html.ts';
import { exportPages, type Source } from './export-pages.ts';
import { messageHtml } from './message-html.ts';
import { pageStyle } from './page-style.ts';
import { pageTimes } from './page-times.ts';

/** Within so many milliseconds an author is not named again. */
const goesOnMs = 5 * 60_000;

export type PageOptions = {
  exportedAt: number;
  /** An IANA name such as `Europe/Berlin`. */
  timeZone: string | undefined;
  /** Ids of images whose files could not be had. */
  missing: ReadonlySet<string>;
};

/** A chat as a page that stands alone, piece by piece. Its images lie beside it. */
export async function* chatPage(
  source: Source,
  { exportedAt, timeZone, missing }: PageOptions,
): AsyncGenerator<string> {
  const { chat, members, entries, message_count: count } = source.first;
  const times = pageTimes(timeZone);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const title = chat?.name ?? 'Room';
  yield String(
    await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="content-security-policy" content="default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" />
<meta name="referrer" content="no-referrer" />
<title>${title} · Darkroom</title>
<style>${raw(pageStyle)}</style>
</head>
<body>
<header class="top"><h1>${title}</h1>
<p class="about">${[...names.values()].join(', ')}</p>
<p class="about">Exported from Darkroom on ${times.day(exportedAt)}, ${times.clock(exportedAt)}. ${count === 1 ? '1 message' : `${count} messages`}, times in ${times.zone}.</p></header>`,
  );
  yield await contextHtml(entries);
  yield '\n<main>';
  let last: MessageRow | null = null;
  for await (const page of exportPages(source)) {
    const around = {
      names,
      messages: new Map([...page.quoted, ...page.messages].map((row) => [row.id, row])),
      images: new Map(page.images.map((row) => [row.id, row])),
      missing,
      times,
    };
    const pieces: string[] = [];
    for (const message of page.messages) {
      const isSameDay: boolean =
        last !== null && times.day(last.created_at) === times.day(message.created_at);
      if (!isSameDay) {
        pieces.push(String(await html`\n<h2 class="day">${times.day(message.created_at)}</h2>`));
      }
      const isNext: boolean =
        isSameDay &&
        last?.author_id === message.author_id &&
        message.created_at - last.created_at < goesOnMs &&
        message.reply_to === null;
      pieces.push(String(await messageHtml(message, isNext, around)));
      last = message;
    }
    yield pieces.join('');
  }
  if (last === null) yield '\n<p class="about">Nothing was said in this room.</p>';
  yield '\n</main>\n<footer class="end about">This is the end of the room.</footer>\n</body>\n</html>\n';
}
