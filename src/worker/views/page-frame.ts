import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { PageData } from '../../protocol/page-data.ts';
import { iconSprite } from './icons.ts';

/** A piece of a page. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Where the built script and styles are. */
export interface PageAssets {
  script: string;
  imports: readonly string[];
  styles: readonly string[];
}

/** The theme that a person chose; `null` follows the system. */
export type Theme = 'dark' | 'light' | null;

export interface PageContext {
  assets: PageAssets;
  theme: Theme;
}

/** The whole document around a page's body. */
export function pageFrame(
  { assets, theme }: PageContext,
  page: { title: string; body: Html },
): Html {
  return html`
    <!doctype html>
    <html
      lang="en"
      ${theme === null ? '' : raw(`data-theme="${theme === 'light' ? 'light' : 'dark'}"`)}
    >
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="referrer" content="same-origin" />
        ${barColours(theme)}
        <title>${page.title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        ${assets.styles.map(
          (href) => html`
            <link rel="stylesheet" href="${href}" />
          `,
        )}
        ${assets.imports.map((href) => html`<link rel="modulepreload" href="${href}" />`)}
        <script type="module" src="${assets.script}"></script>
      </head>
      ${page.body}
    </html>
  `;
}

/** What a phone paints around the page: the ground of the conversation. */
function barColours(theme: Theme): Html {
  const [dark, light] = ['#161412', '#fcfaf8'];
  if (theme !== null) {
    return html`
      <meta name="theme-color" content="${theme === 'light' ? light : dark}" />
    `;
  }
  return html`
    <meta name="theme-color" content="${dark}" media="(prefers-color-scheme: dark)" />
    <meta name="theme-color" content="${light}" media="(prefers-color-scheme: light)" />
  `;
}

/** What every body begins with: the drawings, and what the page tells its script. */
export function pagePrelude(data: PageData): Html {
  // In a script element only "<" could end it early; in JSON it may be written as an escape.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return html`
    ${iconSprite()}
    <script type="application/json" id="page-data">
      ${raw(json)}
    </script>
  `;
}
