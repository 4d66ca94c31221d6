import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import type { RunningApp } from '../support/running-app.ts';
import { story as test } from '../support/story.ts';
import { protocolVersion } from '../../src/protocol/client-message.ts';

let app: RunningApp;

test.beforeAll(({ sharedApp }) => {
  app = sharedApp;
});

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

type Three = { ana: Page; lin: Page; teo: Page };

/** Three people in a room of theirs; one of them with a phone. */
async function threePeople(browser: Browser): Promise<Three> {
  const ana = await browsers.open(browser);
  const lin = await browsers.open(browser);
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const teo = await browsers.open(browser, phone);
  await ana.goto(app.url);
  await ana.getByLabel('Your name').fill('Ana');
  await ana.keyboard.press('Enter');
  await ana.getByRole('textbox', { name: 'Room name' }).fill('The keeper');
  await ana.keyboard.press('Enter');
  await ana.waitForURL('**/chats/*');
  for (const [page, name] of [
    [lin, 'Lin'],
    [teo, 'Teo'],
  ] as const) {
    await page.goto(ana.url());
    await page.getByLabel('Your name').fill(name);
    await page.keyboard.press('Enter');
  }
  await expect(ana.getByText('3 here')).toBeVisible();
  for (const page of [ana, lin, teo]) await page.getByRole('radio', { name: 'Message' }).click();
  return { ana, lin, teo };
}

const log = (page: Page) => page.getByRole('log', { name: 'Conversation' });
const entry = (page: Page, text: string) =>
  log(page)
    .getByRole('article')
    .filter({ has: page.locator('.entry-text', { hasText: text }) });
const card = (page: Page): Locator => page.locator('.proposal').last();
const words = (page: Page): Locator => card(page).locator('.proposal-text');

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(entry(page, text)).toBeVisible();
}

/** Puts something into the room's context, as this person. */
async function keep(page: Page, kept: { kind: string; name: string; text: string }): Promise<void> {
  const hello = { type: 'hello', protocol_version: protocolVersion, last_rev: null };
  const said = { type: 'entry_add', client_id: `keep-${kept.name}`, ...kept };
  await page.evaluate(
    async ([first, then]) => {
      const [, id] = /chats\/([^/]+)/.exec(location.pathname) ?? [];
      const origin = location.origin.replace('http', 'ws');
      const socket = new WebSocket(`${origin}/api/chats/${id ?? ''}/socket`);
      await new Promise<void>((resolve) => {
        socket.addEventListener('open', () => {
          for (const message of [first, then]) socket.send(JSON.stringify(message));
        });
        socket.addEventListener('message', ({ data }) => {
          if (String(data).includes('"type":"ack"')) resolve();
        });
      });
      socket.close();
    },
    [hello, said] as const,
  );
}

/** What the last picture's model was asked for. */
async function lastPrompt(): Promise<string> {
  const answer = await fetch(`${app.simulator}/simulator/ledger`);
  const { predictions } = (await answer.json()) as {
    predictions: { input: { prompt: string } }[];
  };
  return predictions.at(-1)?.input.prompt ?? '';
}

test('three people make a picture of what they talk about', async ({ browser }) => {
  const { ana, lin, teo } = await threePeople(browser);
  const everybody = [ana, lin, teo];
  await test.step('the room knows who Mira is, and they talk', async () => {
    await keep(ana, { kind: 'character', name: 'Mira', text: 'a woman of seventy in a red coat' });
    await say(ana, 'Mira keeps the lighthouse on the cliff');
    await say(lin, 'A heron stands on the gallery');
    await say(teo, 'There is fog all around');
    for (const page of everybody) await expect(log(page).getByRole('article')).toHaveCount(3);
  });

  await test.step('Ana chooses messages by pointer and by key, and has a prompt drafted', async () => {
    await entry(ana, 'A heron').hover();
    await ana.getByRole('button', { name: 'More' }).click();
    await ana.getByRole('menuitem', { name: 'Select' }).click();
    const bar = ana.getByRole('group', { name: 'Chosen messages' });
    await expect(bar).toContainText('1 message');
    await entry(ana, 'Mira keeps').click();
    await entry(ana, 'A heron').focus();
    await ana.keyboard.press('ArrowDown');
    await ana.keyboard.press('Space');
    await expect(bar).toContainText('3 messages');
    await bar.getByRole('button', { name: 'Make a picture of this' }).click();
    await expect(bar).toBeHidden();
    for (const page of everybody) {
      await expect(card(page)).toHaveAccessibleName('Prompt from 3 messages');
      await expect(words(page)).toContainText('heron');
    }
  });

  await test.step('Lin sees that it uses her words, and takes them out for everybody', async () => {
    await expect(card(lin)).toContainText('Uses 1 message of yours');
    await card(lin).getByRole('button', { name: 'Take mine out: A heron' }).click();
    for (const page of everybody) {
      await expect(card(page)).toHaveAccessibleName('Prompt from 2 messages');
      await expect(words(page)).toContainText('Mira');
      await expect(words(page)).not.toContainText('heron');
    }
    await expect(card(teo)).toContainText('Lin took a message out');
    await expect(card(teo)).not.toContainText('heron');
  });

  await test.step('Teo gives it other words, which everybody sees', async () => {
    await words(teo).tap();
    await words(teo).press('End');
    await teo.keyboard.type(' Seen from the sea.');
    await teo.getByRole('textbox', { name: 'Message' }).tap();
    for (const page of everybody) await expect(words(page)).toContainText('Seen from the sea.');
    await expect(card(ana)).toContainText('changed by Teo');
  });

  await test.step('Lin makes the picture of it, which says where it is from', async () => {
    await card(lin).getByRole('button', { name: 'Make picture' }).click();
    for (const page of everybody) {
      await expect(page.locator('figure[data-status="completed"]')).toBeVisible({
        timeout: 60_000,
      });
      await expect(page.getByRole('button', { name: 'from 2 messages' })).toHaveCount(2);
    }
    await expect(card(ana)).toContainText('made by Lin');
    await ana.locator('figure').getByRole('button', { name: 'from 2 messages' }).click();
    await expect(log(ana).locator('.is-target .proposal')).toBeInViewport();
    const prompt = await lastPrompt();
    expect(prompt).toContain('Seen from the sea.');
    expect(prompt).toContain('a woman of seventy in a red coat');
  });

  await test.step('what follows it up keeps its words and the character', async () => {
    await ana.getByRole('radio', { name: 'Image' }).click();
    await ana.getByRole('textbox', { name: 'Prompt' }).fill('same but at night');
    await ana.locator('.composer').getByRole('button', { name: 'Make picture' }).click();
    for (const page of everybody) {
      const night = page.locator('figure').filter({ hasText: 'same but at night' });
      await expect(night).toHaveAttribute('data-status', 'completed', { timeout: 60_000 });
    }
    const prompt = await lastPrompt();
    expect(prompt).toMatch(/Seen from the sea, at night/);
    expect(prompt).toContain('a woman of seventy in a red coat');
  });
});
