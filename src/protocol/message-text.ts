import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { ChatTokenizer } from './chat-tokenizer.ts';
import { MentionNames, type Mention } from './mention-names.ts';

/**
 * What a message says, as a tree: safe Markdown without any HTML. Whoever shows it makes elements of
 * the nodes; no node holds markup.
 */
export type TextNode =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'code'; text: string }
  /** Several ids where several people have that name. */
  | { type: 'mention'; text: string; user_ids: string[] }
  /** `language` is what stood after the fence, such as "js"; empty for nothing. */
  | { type: 'code_block'; text: string; language: string }
  /** `href` begins with `http:`, `https:` or `mailto:`. */
  | { type: 'link'; href: string; children: TextNode[] }
  | { type: 'list'; ordered: boolean; items: ListItem[] }
  | { type: TextNodeWithin; children: TextNode[] };

export type TextNodeWithin = 'paragraph' | 'quote' | 'strong' | 'emphasis' | 'strike';

/** `value` is the number as it was typed, `null` in a list without numbers. */
export interface ListItem {
  value: number | null;
  children: TextNode[];
}

/**
 * Reads a message's text as safe Markdown: bold, italic, strikethrough, code, lists, quotes, links to
 * http, https and mailto. Everything else is shown as it was typed, and nothing typed gets lost.
 *
 * @param mentions whom the text names; each "@Name" of theirs becomes a node of its own
 */
export function parseMessageText(text: string, mentions: readonly Mention[] = []): TextNode[] {
  const lexer = new Lexer({ gfm: true, breaks: true, tokenizer: new ChatTokenizer() });
  const nodes = blocksOf(lexer.lex(text), new MentionNames(mentions));
  const empty = plainText(nodes) === '';
  return empty ? [{ type: 'paragraph', children: [{ type: 'text', text }] }] : nodes;
}

/** The words of a tree without their form, on one line: for an excerpt. */
export function plainText(nodes: readonly TextNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'break') return ' ';
      if (node.type === 'list') return `${node.items.map(itemText).join(' ')} `;
      if ('text' in node) return node.type === 'code_block' ? `${node.text} ` : node.text;
      const words = plainText(node.children);
      return node.type === 'paragraph' || node.type === 'quote' ? `${words} ` : words;
    })
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function itemText({ value, children }: ListItem): string {
  return `${value === null ? '' : `${value}. `}${plainText(children)}`;
}

function blocksOf(tokens: readonly Token[], names: MentionNames): TextNode[] {
  const nodes: TextNode[] = [];
  let lines: Token[] = [];
  const endParagraph = () => {
    if (lines.length === 0) return;
    const children = inlineOf(lines, names);
    if (children.length > 0) nodes.push({ type: 'paragraph', children });
    lines = [];
  };
  for (const token of tokens as MarkedToken[]) {
    if (token.type === 'space') endParagraph();
    else if (token.type === 'blockquote') {
      endParagraph();
      nodes.push({ type: 'quote', children: blocksOf(token.tokens, names) });
    } else if (token.type === 'list') {
      endParagraph();
      nodes.push(listOf(token, names));
    } else if (token.type === 'code') {
      endParagraph();
      nodes.push(codeBlockOf(token));
    } else {
      // Where a rule that is left out would have begun, only a line ended.
      const before = lines.at(-1)?.type;
      if (before && before !== 'checkbox') lines.push({ type: 'br', raw: '\n' });
      const inline = 'tokens' in token ? token.tokens : undefined;
      lines.push(...(inline ?? [token]));
      if (/\n\s*\n$/.test(token.raw)) endParagraph();
    }
  }
  endParagraph();
  return nodes;
}

function listOf({ ordered, items }: Tokens.List, names: MentionNames): TextNode {
  return {
    type: 'list',
    ordered,
    items: items.map((item) => ({
      value: ordered ? Number(/\d+/.exec(item.raw)?.[0] ?? 1) : null,
      children: blocksOf(item.tokens, names),
    })),
  };
}

/** Several words after a fence are no language but the first line. */
function codeBlockOf({ text, lang = '' }: Tokens.Code): TextNode {
  const language = lang.trim();
  return /\s/.test(language) || language.length > 20
    ? { type: 'code_block', language: '', text: `${language}\n${text}` }
    : { type: 'code_block', language, text };
}

function inlineOf(tokens: readonly Token[], names: MentionNames): TextNode[] {
  const nodes: TextNode[] = [];
  let text = '';
  const endText = () => {
    if (text !== '') nodes.push(...names.split(text));
    text = '';
  };
  const add = (node: TextNode) => {
    endText();
    nodes.push(node);
  };
  for (const token of tokens as MarkedToken[]) {
    if (token.type === 'br') add({ type: 'break' });
    else if (token.type === 'codespan') add({ type: 'code', text: token.text });
    else if (token.type === 'strong' || token.type === 'em' || token.type === 'del') {
      add({ type: formOf[token.type], children: inlineOf(token.tokens, names) });
    } else if (token.type === 'link' && isShown(token)) {
      add({
        type: 'link',
        href: token.href,
        children: inlineOf(token.tokens, new MentionNames([])),
      });
    } else if (token.type === 'escape') text += token.text;
    // Also of a text: marked has taken the meaning of "&#65;" there.
    else text += token.raw;
  }
  endText();
  return nodes;
}

const formOf = { strong: 'strong', em: 'emphasis', del: 'strike' } as const;

/** Whether a link may be one: where it leads can be opened, and its words do not say otherwise. */
function isShown({ href, title, text }: Tokens.Link): boolean {
  if (title || !/^(?:https?:\/\/[^\s/]|mailto:\S)/i.test(href)) return false;
  const address = /^(?:https?:\/\/|www\.)\S+$/i.test(text.trim());
  return !address || withoutScheme(text) === withoutScheme(href);
}

function withoutScheme(address: string): string {
  return address
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase();
}
