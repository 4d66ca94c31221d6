import { Tokenizer, type Tokens } from 'marked';

/** How deep lists, quotes and emphasis may lie within each other; further in stays as typed. */
const mostLevels = 8;

/**
 * Marked's tokenizer with fewer rules: HTML, images, headings, tables, lines, definitions and
 * indented code stay the text that was typed, and chat is not a document. A quote or a list ends with
 * its last line, and an asterisk within a word or a sum is an asterisk.
 */
export class ChatTokenizer extends Tokenizer {
  #level = 0;

  #within<T>(read: () => T): T | undefined {
    if (this.#level >= mostLevels) return undefined;
    this.#level += 1;
    const token = read();
    this.#level -= 1;
    return token;
  }

  override html(): undefined {}
  override tag(): undefined {}
  override def(): undefined {}
  override table(): undefined {}
  override heading(): undefined {}
  override lheading(): undefined {}
  override hr(): undefined {}
  override code(): undefined {}

  override blockquote(src: string): Tokens.Blockquote | undefined {
    const lines = /^(?: {0,3}>(?:[ \t][^\n]*)?(?:\n|$))+/.exec(src)?.[0];
    return lines?.trim() ? this.#within(() => super.blockquote(lines)) : undefined;
  }

  override list(src: string): Tokens.List | undefined {
    const lines =
      /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t][^\n]*(?:\n+(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]|[ \t]{2,})[^\n]*)*/.exec(
        src,
      )?.[0];
    return lines === undefined ? undefined : this.#within(() => super.list(lines));
  }

  override emStrong(
    src: string,
    masked: string,
    before?: string,
  ): Tokens.Em | Tokens.Strong | undefined {
    if (before && (/[0-9a-z]$/i.test(before) || before === src[0])) return undefined;
    return this.#within(() => super.emStrong(src, masked, before));
  }

  override del(src: string, masked: string, before?: string): Tokens.Del | undefined {
    if (!src.startsWith('~~')) return undefined;
    return this.#within(() => super.del(src, masked, before));
  }

  override link(src: string): Tokens.Link | Tokens.Image | undefined {
    return this.#within(() => super.link(src));
  }
}
