import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import type { RunningApp } from '../support/running-app.ts';
import { story as test } from '../support/story.ts';

let app: RunningApp;

test.beforeAll(({ sharedApp }) => {
  app = sharedApp;
});

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

/** Two people in a room of theirs: one at a desk, one with a phone. */
async function twoPeople(browser: Browser, room: string): Promise<{ ada: Page; teo: Page }> {
  const ada = await browsers.open(browser);
  const teo = await browsers.open(browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await ada.goto(app.url);
  await ada.getByLabel('Your name').fill('Ada');
  await ada.keyboard.press('Enter');
  await ada.getByRole('textbox', { name: 'Room name' }).fill(room);
  await ada.keyboard.press('Enter');
  await ada.waitForURL('**/chats/*');
  await teo.goto(ada.url());
  await teo.getByLabel('Your name').fill('Teo Lind');
  await teo.keyboard.press('Enter');
  await expect(ada.getByText('2 here')).toBeVisible();
  await ada.getByRole('radio', { name: 'Message' }).click();
  await teo.getByRole('radio', { name: 'Message' }).click();
  return { ada, teo };
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const entry = (page: Page, text: string) =>
  page.getByRole('log', { name: 'Conversation' }).getByRole('article').filter({ hasText: text });

async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}

/** A finger that stays until something opens. */
async function longPress(page: Page, place: Locator, opens: Locator): Promise<void> {
  const box = await place.boundingBox();
  if (!box) throw new Error('nothing to press on');
  const finger = await page.context().newCDPSession(page);
  const touchPoints = [{ x: box.x + 20, y: box.y + box.height / 2 }];
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await expect(opens).toBeVisible();
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

test('Ada and Teo answer, react, edit and delete', async ({ browser }) => {
  const { ada, teo } = await twoPeople(browser, 'Northlight');

  await test.step('who writes is seen by the other', async () => {
    await field(teo).pressSequentially('What about fog?');
    await expect(ada.getByText('Teo Lind is writing')).toBeVisible();
    await teo.getByRole('button', { name: 'Send' }).click();
    await expect(entry(ada, 'What about fog?')).toBeVisible();
    await expect(ada.getByText('Teo Lind is writing')).toBeHidden();
  });

  await test.step('Ada answers it, and the answer survives a reload', async () => {
    await entry(ada, 'What about fog?').hover();
    await ada.getByRole('button', { name: 'Reply' }).click();
    await expect(ada.getByText('In answer to')).toBeAttached();
    await field(ada).pressSequentially('Yes, @te');
    await expect(ada.getByRole('option', { name: 'Teo Lind' })).toBeVisible();
    await ada.keyboard.press('Enter');
    await expect(field(ada)).toHaveValue('Yes, @Teo Lind ');
    await ada.reload();
    await expect(field(ada)).toHaveValue('Yes, @Teo Lind ');
    await field(ada).press('End');
    await ada.keyboard.type(':tada:');
    await ada.keyboard.press('Enter');
    const answer = entry(teo, 'Yes, @Teo Lind');
    await expect(answer.getByRole('button', { name: 'What about fog?' })).toBeVisible();
    await expect(answer.locator('.text-mention.is-me')).toHaveText('@Teo Lind');
  });

  await test.step('Teo reacts with a long press, Ada sees it and joins', async () => {
    const sheet = teo.getByRole('dialog', { name: 'Message actions' });
    await longPress(teo, teo.locator('.entry-text', { hasText: 'Yes,' }), sheet);
    await sheet.getByRole('button', { name: 'heart' }).tap();
    const pill = entry(ada, 'Yes,').getByTitle('Teo Lind');
    await expect(pill).toHaveAttribute('aria-pressed', 'false');
    await pill.click();
    const both = entry(teo, 'Yes,').locator('.reaction').first();
    await expect(both).toContainText('2');
    await expect(both).toHaveAttribute('title', 'You, Ada');
  });

  await test.step('Ada changes what she wrote last, by one key', async () => {
    await field(ada).press('ArrowUp');
    await ada.getByRole('textbox', { name: 'Edit message' }).fill('Yes, **fog**');
    await ada.keyboard.press('Enter');
    await expect(entry(teo, 'Yes,').locator('strong')).toHaveText('fog');
    await expect(entry(teo, 'Yes,')).toContainText('(edited)');
  });

  await test.step('the owner deletes, is asked first, and the answer says so', async () => {
    await field(ada).press('Shift+Tab');
    await ada.getByRole('log', { name: 'Conversation' }).focus();
    await ada.keyboard.press('ArrowDown');
    await ada.keyboard.press('Delete');
    const question = ada.getByRole('dialog', { name: 'Delete this message?' });
    await expect(question).toContainText('What about fog?');
    await question.getByRole('button', { name: 'Delete message' }).click();
    for (const page of [ada, teo]) {
      await expect(entry(page, 'Yes,')).toContainText('Deleted message');
      await expect(entry(page, 'What about fog?')).toHaveCount(0);
    }
  });
});

test('what is typed never becomes markup', async ({ browser }) => {
  const { ada, teo } = await twoPeople(browser, 'Markup');
  const typed = '<img src=x onerror=alert(1)> [a](javascript:alert(1)) https://example.org';
  await say(teo, typed);
  const text = entry(ada, 'onerror').locator('.entry-text');
  await expect(text).toHaveText(typed);
  await expect(text.locator('img')).toHaveCount(0);
  const link = text.getByRole('link');
  await expect(link).toHaveAttribute('href', 'https://example.org');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
});

test('a picture gets a star, and an emoji is found by its name', async ({ browser }) => {
  const { ada, teo } = await twoPeople(browser, 'Stars');
  await field(ada).fill('a lighthouse in a storm');
  await ada.keyboard.press('Control+Enter');
  const figure = ada.locator('figure[data-status="completed"]');
  await expect(figure).toBeVisible({ timeout: 60_000 });
  await figure.getByRole('button', { name: 'a lighthouse in a storm' }).first().focus();
  await ada.keyboard.press('s');
  await expect(teo.locator('.star-pill')).toContainText('1');

  await ada.getByRole('button', { name: 'Emoji' }).click();
  await ada.getByRole('searchbox', { name: 'Find an emoji' }).fill('tada');
  await expect(ada.getByRole('button', { name: 'tada' })).toBeVisible();
  await ada.keyboard.press('Enter');
  await expect(field(ada)).toHaveValue('🎉');
});
