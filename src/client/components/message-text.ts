import type { DirectiveCallback } from 'alpinejs';
import type { Mention } from '../../protocol/mention-names.ts';
import { parseMessageText, type TextNode } from '../../protocol/message-text.ts';
import type { ConversationItem } from '../state/conversation-item.ts';
import { isOnlyEmoji } from '../state/message-text-emoji.ts';
import { editMessage } from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import { iconOf } from './message-icon.ts';

const timeOfEdit = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/**
 * `x-message-text="item"`: draws what a message says. Elements are made one by one, so that no text
 * can ever become markup; they are made anew only where the words have changed.
 */
export function messageText({ chat, chats, message }: Stores): DirectiveCallback {
  return (element, { expression }, { evaluateLater, effect }) => {
    const read = evaluateLater<ConversationItem | undefined>(expression);
    let drawn = '';
    effect(() => {
      read((item) => {
        if (!item) return;
        // The server has not looked for names yet: this browser knows the same people.
        const mentions = item.message_id === null ? everybody(chat.people()) : item.mentions;
        const words = JSON.stringify([item.text, item.edited, mentions]);
        if (words === drawn) return;
        drawn = words;
        const nodes = drawNodes(parseMessageText(item.text, mentions), chats.me.id);
        element.replaceChildren(...nodes);
        element.classList.toggle('is-emoji', isOnlyEmoji(item.text));
        if (item.edited) addEdited(element, editedAt(chat.messageOf(item.message_id ?? '')));
        // It was scrolled out of the page while it was being changed.
        if (message.edits.has(item.key)) queueMicrotask(() => editMessage(item));
      });
    });
  };
}

function everybody(people: readonly { id: string; name: string }[]): Mention[] {
  return people.map(({ id, name }) => ({ user_id: id, name }));
}

function editedAt(row: { edited_at: number | null } | null): string {
  return row?.edited_at ? `Edited ${timeOfEdit.format(row.edited_at)}` : 'Edited';
}

/** At the end of the last line of text. */
function addEdited(element: Element, when: string): void {
  const mark = make('span', 'entry-edited', '(edited)');
  mark.title = when;
  const last = element.lastElementChild;
  if (last?.matches('p')) last.append(' ', mark);
  else element.append(mark);
}

/** Elements for a tree. @param me my id: what names me stands out */
export function drawNodes(nodes: readonly TextNode[], me: string): (Element | Text)[] {
  return nodes.map((node) => {
    switch (node.type) {
      case 'text':
        return document.createTextNode(node.text);
      case 'break':
        return make('br');
      case 'code':
        return make('code', 'text-code', node.text);
      case 'mention': {
        const mine = node.user_ids.includes(me);
        return make('span', mine ? 'text-mention is-me' : 'text-mention', node.text);
      }
      case 'code_block':
        return codeBlock(node.text, node.language);
      case 'link':
        return link(node.href, drawNodes(node.children, me));
      case 'list': {
        const list = make(node.ordered ? 'ol' : 'ul', 'text-list');
        for (const { value, children } of node.items) {
          const item = make('li');
          if (value !== null && item instanceof HTMLLIElement) item.value = value;
          item.append(...drawNodes(children, me));
          list.append(item);
        }
        return list;
      }
      case 'paragraph':
      case 'quote':
      case 'strong':
      case 'emphasis':
      case 'strike': {
        const element = make(tags[node.type], node.type === 'quote' ? 'text-quote' : '');
        if (node.type === 'paragraph') element.dir = 'auto';
        element.append(...drawNodes(node.children, me));
        return element;
      }
    }
  });
}

const tags = {
  paragraph: 'p',
  quote: 'blockquote',
  strong: 'strong',
  emphasis: 'em',
  strike: 's',
} as const;

function make(tag: string, className = '', text = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  if (text !== '') element.textContent = text;
  return element;
}

function link(href: string, children: (Element | Text)[]): HTMLElement {
  const element = document.createElement('a');
  element.className = 'text-link';
  element.href = href;
  element.target = '_blank';
  element.rel = 'noopener noreferrer nofollow';
  element.append(...children);
  // Where it leads, wherever its words do not say it.
  if (element.textContent !== href) element.title = href;
  return element;
}

function codeBlock(text: string, language: string): HTMLElement {
  const block = make('div', 'text-block');
  const copy = document.createElement('button');
  copy.className = 'icon-button is-small text-copy';
  copy.type = 'button';
  copy.dataset['do'] = 'copy-code';
  copy.setAttribute('aria-label', 'Copy code');
  copy.append(iconOf('copy', 16));
  const code = make('pre', 'text-pre');
  code.append(make('code', '', text));
  if (language !== '') block.append(make('span', 'text-language', language));
  block.append(code, copy);
  return block;
}
