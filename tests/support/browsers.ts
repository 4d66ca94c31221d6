import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';

type ContextOptions = Parameters<Browser['newContext']>[0];

/** The browsers of the people in a story; what a console complains of fails the test. */
export class Browsers {
  #opened: BrowserContext[] = [];

  /** Somebody's browser, with one page. */
  async open(browser: Browser, options: ContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    this.#opened.push(context);
    const page = await context.newPage();
    page.on('console', (line) => {
      expect(line.type() === 'error' ? line.text() : '').toBe('');
    });
    page.on('pageerror', (error) => {
      throw error;
    });
    return page;
  }

  /** To be called before the app ends: a page that is left open would complain that it is gone. */
  async closeAll(): Promise<void> {
    for (const context of this.#opened.splice(0)) await context.close();
  }
}
