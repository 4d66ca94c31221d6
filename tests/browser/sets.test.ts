import { expect, type Locator, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import { story as test } from '../support/story.ts';

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

async function heightOf(place: Locator): Promise<number> {
  const box = await place.boundingBox();
  if (!box) throw new Error('it is not on the page');
  return box.height;
}

/** Asks for four pictures with the form, in the chat that is open. */
async function askForFour(page: Page, prompt: string): Promise<void> {
  await page.getByRole('button', { name: 'Panel', exact: true }).click();
  const form = page.getByRole('tabpanel', { name: 'Create' });
  await form.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
  await form.getByRole('radio', { name: '3:2' }).click();
  await form.getByRole('radio', { name: '4', exact: true }).click();
  await form.getByRole('button', { name: 'Make 4 pictures' }).click();
}

test('four pictures develop in one grid, and one of them is taken further', async ({
  browser,
  sharedApp: { url },
}) => {
  const ada = await browsers.open(browser);
  await ada.goto(url);
  await ada.getByLabel('Your name').fill('Ada');
  await ada.keyboard.press('Enter');
  await ada.getByRole('textbox', { name: 'Room name' }).fill('Sets');
  await ada.keyboard.press('Enter');
  await ada.waitForURL('**/chats/*');
  const sol = await browsers.open(browser);
  await sol.goto(ada.url());
  await sol.getByLabel('Your name').fill('Sol');
  await sol.keyboard.press('Enter');
  await expect(ada.getByText('2 here')).toBeVisible();

  const set = ada.locator('.image-set');
  const tiles = set.locator('.is-tile');
  await test.step('they stand in one entry, which keeps its height to the end', async () => {
    await askForFour(sol, 'a boat in the harbour');
    await expect(tiles).toHaveCount(4);
    const before = await heightOf(set);
    await expect(set.locator('.is-tile[data-status="completed"]')).toHaveCount(4, {
      timeout: 60_000,
    });
    await expect(set.locator('.caption')).toContainText('4 pictures');
    expect(await heightOf(set)).toBe(before);
    await expect(ada.getByRole('article')).toHaveCount(1);
  });

  const pictureIn = (tile: Locator) => tile.locator('.frame-open');
  await test.step('each has a star of its own, and the keys go from one to the next', async () => {
    await pictureIn(tiles.first()).focus();
    await ada.keyboard.press('ArrowRight');
    await expect(pictureIn(tiles.nth(1))).toBeFocused();
    await ada.keyboard.press('s');
    await expect(tiles.nth(1).locator('.star-pill')).toContainText('1');
    await expect(set.locator('.star-pill')).toHaveCount(1);
  });

  await test.step('a variation says whose picture it is of, and leads to that one', async () => {
    await pictureIn(tiles.nth(1)).focus();
    await ada.keyboard.press('v');
    const origin = ada.getByRole('button', { name: 'Variation of Sol’s picture' });
    await origin.click();
    await expect(tiles.nth(1)).toHaveClass(/is-target/);
    await expect(ada.locator('figure.image')).toHaveCount(1);
  });

  await test.step('of which one is deleted, the others stay', async () => {
    const kept = await tiles.evaluateAll((all) => all.map(({ dataset }) => dataset['imageId']));
    await pictureIn(tiles.first()).focus();
    await ada.keyboard.press('Shift+Delete');
    await expect(tiles).toHaveCount(3);
    const left = await tiles.evaluateAll((all) => all.map(({ dataset }) => dataset['imageId']));
    expect(left).toEqual(kept.slice(1));
  });
});
