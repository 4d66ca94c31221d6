import { expect, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import { story as test } from '../support/story.ts';

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

const rows = (page: Page) => page.getByRole('tabpanel', { name: 'Prompts' }).getByRole('article');

const row = (page: Page, words: string) => rows(page).filter({ hasText: words });

async function enter(page: Page, name: string) {
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
}

async function createRoom(page: Page, name: string) {
  await page.getByRole('textbox', { name: 'Room name' }).filter({ visible: true }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

async function make(page: Page, prompt: string) {
  await page.getByRole('radio', { name: 'Image' }).click();
  await page.locator('#composer-text').fill(prompt);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: prompt }).first()).toBeVisible();
}

async function openPrompts(page: Page) {
  await page.getByRole('button', { name: 'Panel', exact: true }).click();
  await page.getByRole('tab', { name: 'Prompts' }).click();
}

test('prompts are found again, kept, and shared with the room', async ({
  browser,
  sharedApp: { url },
}) => {
  const [ada, lin] = [await browsers.open(browser), await browsers.open(browser)];
  await ada.goto(url);
  await enter(ada, 'Ada');
  await createRoom(ada, 'Harbour');
  await make(ada, 'a red boat at dusk');
  await ada.getByRole('button', { name: 'New room' }).click();
  await createRoom(ada, 'Coast');

  await test.step('where a room has no prompts, those of my other rooms come back into the form', async () => {
    await ada.getByRole('button', { name: 'Panel', exact: true }).click();
    const field = ada.locator('#create-prompt');
    await field.press('Alt+ArrowUp');
    await expect(field).toHaveValue('a red boat at dusk');
    await field.press('Alt+ArrowDown');
    await expect(field).toHaveValue('');
    await ada.getByRole('button', { name: 'Recent' }).click();
    await ada.getByRole('menuitem', { name: 'a red boat at dusk' }).press('Enter');
    await expect(field).toHaveValue('a red boat at dusk');
    await field.fill('');
    await ada.getByRole('button', { name: 'Close panel' }).click();
  });

  await test.step('the history of both rooms is searched', async () => {
    await make(ada, 'a tower above the cliffs');
    await openPrompts(ada);
    await expect(rows(ada)).toHaveCount(1);
    await ada.getByRole('radio', { name: 'Mine, everywhere' }).click();
    await expect(rows(ada)).toHaveCount(2);
    await expect(row(ada, 'Harbour · 1 picture')).toBeVisible();
    await ada.getByLabel('Search prompts').fill('boa');
    await expect(rows(ada)).toHaveCount(1);
    await expect(row(ada, 'a red boat at dusk')).toBeVisible();
  });

  await test.step('what is kept has a name and a tag, and is there after a reload', async () => {
    await row(ada, 'a red boat').hover();
    await row(ada, 'a red boat').getByRole('button', { name: 'Keep' }).click();
    const form = ada.getByRole('dialog', { name: 'Keep this prompt' });
    await form.getByLabel('Name').fill('Evening boat');
    await form.getByLabel('Tags').fill('Sea, dusk');
    await form.getByRole('button', { name: 'Keep' }).click();
    await expect(form).toBeHidden();
    await ada.reload();
    await openPrompts(ada);
    await ada.getByRole('radio', { name: 'Kept' }).click();
    await expect(row(ada, 'Evening boat')).toBeVisible();
    const tags = ada.getByRole('group', { name: 'Tags' });
    await tags.getByRole('button', { name: 'dusk' }).click();
    await expect(tags.getByRole('button', { name: 'dusk' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await expect(rows(ada)).toHaveCount(1);
  });

  await test.step('what is shared with the room is there for everybody, at once', async () => {
    await lin.goto(ada.url());
    await enter(lin, 'Lin');
    await expect(lin.getByRole('heading', { name: 'Coast' })).toBeVisible();
    await openPrompts(lin);
    await expect(row(lin, 'a tower above the cliffs')).toContainText('Ada · 1 picture');
    await row(ada, 'Evening boat').hover();
    await row(ada, 'Evening boat').getByRole('button', { name: 'More actions' }).click();
    await ada.getByRole('menuitem', { name: 'Share with the room' }).click();
    await ada.getByRole('dialog').getByRole('button', { name: 'Share' }).click();
    await expect(row(lin, 'Evening boat')).toBeVisible();
    await row(lin, 'Evening boat').hover();
    await row(lin, 'Evening boat').getByRole('button', { name: 'Use' }).click();
    await expect(lin.locator('#create-prompt')).toHaveValue('a red boat at dusk');
    await lin.getByRole('button', { name: 'Make picture' }).click();
    await lin.getByRole('tab', { name: 'Prompts' }).click();
    await expect(row(lin, 'Lin · 1 picture')).toBeVisible();
    await ada.getByRole('button', { name: 'Undo' }).click();
    await expect(row(lin, 'Evening boat')).toBeHidden();
  });
});
