import type { DirectiveCallback } from 'alpinejs';
import { parseMessageText, plainText } from '../../protocol/message-text.ts';
import { initialOf } from '../state/words.ts';

/** A message that another one answers. */
interface Quoted {
  author: string;
  avatar: string;
  text: string;
  image_url: string | null;
  deleted?: boolean;
}

/** `x-quote="item.quote"`: an answered message on one line, who said it and what, without its form. */
export const messageQuote: DirectiveCallback = (
  element,
  { expression },
  { evaluateLater, effect },
) => {
  const read = evaluateLater<Quoted | null>(expression);
  effect(() => {
    read((quote) => {
      if (quote) element.replaceChildren(...parts(quote));
    });
  });
};

function parts({ author, avatar, text, image_url, deleted }: Quoted): Element[] {
  const spoken = span('sr-only', 'In answer to');
  if (deleted) return [spoken, span('quote-text', 'Deleted message')];
  const face = span(`avatar quote-avatar ${avatar}`, initialOf(author));
  face.setAttribute('aria-hidden', 'true');
  const words = image_url === null ? plainText(parseMessageText(text)) : text;
  const said = [spoken, face, span('quote-author', author), span('quote-text', words)];
  if (image_url !== null) said.splice(3, 0, picture(image_url));
  return said;
}

function span(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  if (className.startsWith('quote-')) element.dir = 'auto';
  return element;
}

function picture(url: string): HTMLElement {
  const image = document.createElement('img');
  image.className = 'quote-picture';
  image.alt = '';
  image.src = url;
  return image;
}
