import { expect, type Browser, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import { RunningApp } from '../support/running-app.ts';
import { story as test } from '../support/story.ts';

let app: RunningApp;

test.beforeAll(async () => {
  // One at a time, so that what is asked for meanwhile has a place in the line.
  app = await RunningApp.start({ PARALLEL_PREDICTIONS: '1', SIMULATOR_SECONDS: '2' });
});
test.afterAll(async () => {
  await app.end();
});

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

async function comeIn(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
}

/** Ada in a room of hers, on a wide screen, and Lin on a phone. */
async function adaAndLin(browser: Browser, room: string) {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const ada = await browsers.open(browser, { permissions });
  const lin = await browsers.open(browser, { viewport: { width: 390, height: 844 } });
  await comeIn(ada, app.url, 'Ada');
  await ada.getByRole('textbox', { name: 'Room name' }).fill(room);
  await ada.keyboard.press('Enter');
  await ada.waitForURL('**/chats/*');
  await comeIn(lin, ada.url(), 'Lin');
  await expect(ada.getByText('2 here')).toBeVisible();
  return { ada, lin };
}

async function script(...rules: Record<string, unknown>[]): Promise<void> {
  const answer = await fetch(`${app.simulator}/simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rules),
  });
  expect(answer.status).toBe(201);
}

async function make(page: Page, prompt: string): Promise<void> {
  await page.getByRole('radio', { name: 'Image' }).click();
  await page.getByRole('textbox', { name: 'Prompt' }).first().fill(prompt);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(picture(page, prompt)).toBeVisible();
}

/** The latest picture with this prompt, in whatever state. */
const picture = (page: Page, prompt: string) =>
  page
    .getByRole('log', { name: 'Conversation' })
    .locator('figure[data-image-id]')
    .filter({ hasText: prompt })
    .last();
const banner = (page: Page) => page.locator('.banner');

test('a failure offers what helps, and its details can be copied', async ({ browser }) => {
  const { ada } = await adaAndLin(browser, 'Failures');
  const prompt = 'a fox that is refused';
  const reason = 'NSFW content detected.';
  await script({ on: 'prediction', prompt_includes: prompt, then: { fail: reason } });
  await make(ada, prompt);
  const card = picture(ada, prompt);
  await expect(card).toContainText('Put it another way. It may have been charged.');
  await expect(card.getByRole('button').first()).toHaveText('Edit prompt');

  const details = card.getByRole('button', { name: 'Details', exact: true });
  await expect(details).toHaveAttribute('aria-expanded', 'false');
  await expect(card.getByText(reason)).toBeHidden();
  await details.focus();
  await ada.keyboard.press('Enter');
  await expect(details).toHaveAttribute('aria-expanded', 'true');
  await expect(card.getByText(reason)).toBeVisible();
  await card.getByRole('button', { name: 'Copy details' }).click();
  await expect(ada.getByText('Details copied')).toBeVisible();
  const copied = await ada.evaluate(() => navigator.clipboard.readText());
  const id = await card.getAttribute('data-image-id');
  for (const line of ['Code: moderated', `Provider said: ${reason}`, `Picture: ${id}`]) {
    expect(copied.split('\n')).toContain(line);
  }
  expect(copied).not.toContain(prompt);
  await ada.keyboard.press('Escape');

  // A second time it is not refused: the new picture stands below the old one.
  await card.getByRole('button', { name: 'Retry' }).click();
  await expect(picture(ada, prompt)).toHaveAttribute('data-status', 'completed');
  await expect(ada.locator('figure[data-image-id]').filter({ hasText: prompt })).toHaveCount(2);
});

test('people see their place in the line, and the owner cancels what stands before it', async ({
  browser,
}) => {
  const { ada, lin } = await adaAndLin(browser, 'Lines');
  const [first, second] = ['a tower that never ends', 'a small red boat'];
  await script({ on: 'prediction', prompt_includes: first, then: { hang: 'processing' } });
  await make(lin, first);
  await expect(picture(ada, first)).toHaveAttribute('data-status', 'processing');
  await make(ada, second);
  for (const page of [ada, lin]) await expect(picture(page, second)).toContainText('Next in line');
  await expect(ada).toHaveTitle(/^\(2\) /);
  // What Ada asked for is not for Lin to cancel; the room is Ada's.
  await expect(picture(lin, second).getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  // The latest of her own is what the key is for.
  await ada.getByRole('log').focus();
  await ada.keyboard.press('Shift+X');
  await expect(ada.getByText('Canceled by you')).toBeVisible();
  await expect(lin.getByText('Canceled by Ada')).toBeVisible();

  await make(ada, second);
  await script({ on: 'cancel', then: { hold: 2_000 } });
  await picture(ada, first).getByRole('button', { name: 'Cancel' }).click();
  await expect(picture(ada, first).getByRole('button', { name: 'Canceling…' })).toBeVisible();
  for (const page of [ada, lin]) {
    await expect(
      page.getByText(/Canceled by (you|Ada)\. It may have been charged\./),
    ).toBeVisible();
    await expect(picture(page, second)).toHaveAttribute('data-status', 'completed');
  }

  await picture(ada, second).hover();
  await picture(ada, second).getByRole('button', { name: 'More actions' }).click();
  await ada.getByRole('menuitem', { name: 'Run again' }).click();
  const made = ada.locator('figure[data-status="completed"]').filter({ hasText: second });
  await expect(made).toHaveCount(2);
});

test('while the account has no credit everybody reads why, and what waits goes on by itself', async ({
  browser,
}) => {
  const { ada, lin } = await adaAndLin(browser, 'Credit');
  await expect(banner(lin)).toContainText('Pictures here are simulated');
  const [refused, waiting] = ['a bridge without credit', 'a harbour in the morning'];
  await script({ on: 'create', prompt_includes: refused, then: { status: 402, body: {} } });
  await make(ada, refused);
  const sentence = 'The Replicate account has no credit left.';
  await expect(picture(ada, refused)).toContainText(`${sentence} Whoever runs this server can`);
  await expect(picture(ada, refused)).toContainText('Nothing was charged.');
  for (const page of [ada, lin]) {
    await expect(banner(page)).toContainText(sentence);
    await expect(banner(page)).toContainText(/Trying again (in about \d+ s|soon)\./);
  }
  await make(lin, waiting);
  for (const page of [ada, lin]) {
    await expect(picture(page, waiting)).toContainText(
      'Waiting: the Replicate account has no credit left',
    );
  }
  // Whoever comes now is told, too.
  await lin.reload();
  await expect(banner(lin)).toContainText(sentence);

  for (const page of [ada, lin]) {
    await expect(picture(page, waiting)).toHaveAttribute('data-status', 'completed', {
      timeout: 40_000,
    });
    await expect(banner(page)).toContainText('Pictures here are simulated');
  }
  await expect(ada.getByText(`Ready: ${waiting}`)).toBeAttached();
});
