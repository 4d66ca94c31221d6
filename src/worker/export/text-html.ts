import { html } from 'hono/html';
import type { ListItem, TextNode } from '../../protocol/message-text.ts';
import type { Html } from '../views/page-frame.ts';

/** What a message says, as markup: everything that people wrote is escaped. */
export function textHtml(nodes: readonly TextNode[]): Html[] {
  return nodes.map(nodeHtml);
}

function nodeHtml(node: TextNode): Html {
  switch (node.type) {
    case 'text':
      return html`${node.text}`;
    case 'break':
      return html`<br />`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'mention':
      return html`<span class="mention">${node.text}</span>`;
    case 'code_block':
      return html`<pre><code>${node.text}</code></pre>`;
    case 'link':
      return linkHtml(node.href, node.children);
    case 'list':
      return node.ordered
        ? html`<ol>${node.items.map(itemHtml)}</ol>`
        : html`<ul>${node.items.map(itemHtml)}</ul>`;
    case 'paragraph':
      return html`<p>${textHtml(node.children)}</p>`;
    case 'quote':
      return html`<blockquote>${textHtml(node.children)}</blockquote>`;
    case 'strong':
      return html`<strong>${textHtml(node.children)}</strong>`;
    case 'emphasis':
      return html`<em>${textHtml(node.children)}</em>`;
    case 'strike':
      return html`<s>${textHtml(node.children)}</s>`;
  }
}

function itemHtml({ value, children }: ListItem): Html {
  return value === null
    ? html`<li>${textHtml(children)}</li>`
    : html`<li value="${value}">${textHtml(children)}</li>`;
}

/** The file is opened from anywhere, so what leads elsewhere is checked once more. */
function linkHtml(href: string, children: readonly TextNode[]): Html {
  if (!/^(?:https?|mailto):/i.test(href)) return html`${textHtml(children)}`;
  return html`<a href="${href}" rel="noopener noreferrer nofollow" target="_blank">${textHtml(children)}</a>`;
}
