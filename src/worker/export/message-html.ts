import { html } from 'hono/html';
import { parseMessageText, plainText } from '../../protocol/message-text.ts';
import { limits } from '../../protocol/limits.ts';
import type { ImageRow, MessageRow } from '../../protocol/rows.ts';
import { imageFile } from '../images/image-key.ts';
import type { Html } from '../views/page-frame.ts';
import type { PageTimes } from './page-times.ts';
import { textHtml } from './text-html.ts';

/** What a message of the page is shown with. */
export type Around = {
  names: ReadonlyMap<string, string>;
  messages: ReadonlyMap<string, MessageRow>;
  images: ReadonlyMap<string, ImageRow>;
  /** Ids of images whose files could not be had. */
  missing: ReadonlySet<string>;
  times: PageTimes;
};

/** One message of an exported page; `isNext` where it goes on what its author just said. */
export function messageHtml(message: MessageRow, isNext: boolean, around: Around): Html {
  const { times, images } = around;
  const image = message.image_id === null ? undefined : images.get(message.image_id);
  return html`
<article class="message${isNext ? ' is-next' : ''}" id="m-${message.id}">
${
  isNext
    ? ''
    : html`<div class="who"><span class="author">${nameOf(message.author_id, around)}</span>
<a class="when" href="#m-${message.id}"><time datetime="${new Date(message.created_at).toISOString()}">${times.clock(message.created_at)}</time></a></div>`
}
${message.reply_to === null ? '' : quotedHtml(message.reply_to, around)}
${message.text === '' ? '' : textHtml(parseMessageText(message.text, message.mentions))}
${message.edited_at === null ? '' : html`<span class="edited">Edited</span>`}
${message.image_id === null ? '' : imageHtml(image, around)}
${message.reactions.length === 0 ? '' : reactionsHtml(message, around)}
</article>`;
}

function nameOf(userId: string, { names }: Around): string {
  return names.get(userId) ?? 'Somebody';
}

function quotedHtml(id: string, around: Around): Html {
  const quoted = around.messages.get(id);
  if (!quoted || quoted.deleted_at !== null) {
    return html`<span class="quoted">Answers a message that was deleted.</span>`;
  }
  const prompt = quoted.image_id === null ? null : around.images.get(quoted.image_id)?.prompt;
  const text =
    prompt === null
      ? plainText(parseMessageText(quoted.text, quoted.mentions))
      : prompt || 'A picture';
  const cut =
    text.length > limits.excerptLength
      ? `${text.slice(0, limits.excerptLength).toWellFormed()} …`
      : text;
  return html`<a class="quoted" href="#m-${id}"><span class="author">${nameOf(quoted.author_id, around)}</span> ${cut}</a>`;
}

function imageHtml(image: ImageRow | undefined, { missing }: Around): Html {
  if (!image) return html`<p class="missing">This picture is gone.</p>`;
  const { prompt, width, height } = image;
  return html`<figure>
${
  image.status === 'completed' && !missing.has(image.id)
    ? html`<a href="${imageFile(image)}"><img src="${imageFile(image)}" width="${width}" height="${height}" alt="${prompt || 'A picture'}" loading="lazy" /></a>`
    : html`<p class="missing">${whyNoFile(image)}</p>`
}
<figcaption>${prompt === '' ? '' : html`<p>${prompt}</p>`}${composedHtml(image)}<p class="settings">${settingsOf(image)}</p></figcaption>
</figure>`;
}

/** What the model was asked with, where that is more than what was typed. */
function composedHtml({ composed_prompt }: ImageRow): Html | '' {
  if (composed_prompt === null) return '';
  return html`<p class="settings">Sent to the model: ${composed_prompt}</p>`;
}

/** How it was made, in one line; what somebody brought in was not made here. */
function settingsOf(image: ImageRow): string {
  const { kind, width, height, model, seed } = image;
  const negative_prompt = image.composed_negative_prompt ?? image.negative_prompt;
  const size = `${width} × ${height}`;
  if (kind === 'upload') return `${size} · brought in`;
  const seedWords = seed === null ? '' : ` · seed ${seed}`;
  const leftOut = negative_prompt === '' ? '' : ` · without ${negative_prompt}`;
  return `${size} · ${model}${seedWords}${leftOut}`;
}

function whyNoFile({ status, error }: ImageRow): string {
  switch (status) {
    case 'completed':
      return 'The file of this picture could not be found when the room was exported.';
    case 'canceled':
      return 'Cancelled.';
    case 'failed':
      return error?.message ?? 'This picture could not be made.';
    case 'pending':
    case 'processing':
      return 'This picture was still being made when the room was exported.';
  }
}

function reactionsHtml({ reactions }: MessageRow, around: Around): Html {
  return html`<div class="reactions">${reactions.map(
    ({ reaction, user_ids }) =>
      html`<span class="reaction" title="${user_ids.map((id) => nameOf(id, around)).join(', ')}">${reaction} ${user_ids.length}</span>`,
  )}</div>`;
}
