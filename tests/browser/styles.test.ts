import { expect, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import { story as test } from '../support/story.ts';

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

const form = (page: Page) => page.getByRole('tabpanel', { name: 'Create' });
const chosen = (page: Page) => form(page).getByRole('group', { name: 'Style' });
const picker = (page: Page) => page.getByRole('dialog', { name: 'Styles' });
const tile = (page: Page, name: string) => picker(page).getByRole('button', { name, exact: true });
const field = (page: Page) => page.locator('#composer-text');
const chips = (page: Page) => page.locator('.composer-extras .extra');

async function comeIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
}

test('styles are chosen, kept and shared, and the picture says which', async ({
  browser,
  sharedApp: { url },
}) => {
  // On a machine that is busy with other tests, a picture takes its time.
  test.setTimeout(120_000);
  const ada = await browsers.open(browser);
  const lin = await browsers.open(browser);
  await ada.goto(url);
  await comeIn(ada, 'Ada');
  await ada.getByRole('textbox', { name: 'Room name' }).fill('Styles');
  await ada.keyboard.press('Enter');
  await ada.waitForURL('**/chats/*');
  await lin.goto(ada.url());
  await comeIn(lin, 'Lin');
  await expect(ada.getByText('2 here')).toBeVisible();

  await test.step('Ada chooses two of ours by keys, and reads what they say', async () => {
    await ada.getByRole('button', { name: 'Panel', exact: true }).click();
    await chosen(ada).getByRole('button', { name: 'Add a style' }).click();
    const search = picker(ada).getByRole('searchbox');
    await expect(search).toBeFocused();
    await ada.keyboard.type('pixel');
    await expect(picker(ada).locator('.style-tile')).toHaveCount(1);
    await ada.keyboard.press('Enter');
    await expect(tile(ada, 'Pixel art')).toHaveAttribute('aria-pressed', 'true');
    await ada.keyboard.press('Escape');
    await expect(search).toHaveValue('');
    await ada.keyboard.press('ArrowDown');
    await expect(tile(ada, '35mm film')).toBeFocused();
    await ada.keyboard.press('ArrowDown');
    await expect(tile(ada, 'Film noir')).toBeFocused();
    await expect(picker(ada).getByText(/^film noir still, .* · without bright/)).toBeVisible();
    await ada.keyboard.press('Space');
    await ada.keyboard.press('Escape');
    await expect(chosen(ada).locator('.style-chip')).toHaveText(['Pixel art', 'Film noir']);
    const picture = chosen(ada).locator('img').first();
    const pixels = () =>
      picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
    await expect.poll(pixels).toEqual([320, 240]);
  });

  await test.step('the picture is made with both, and takes them along', async () => {
    await form(ada).getByRole('textbox', { name: 'Prompt' }).fill('a fox');
    await form(ada).getByRole('button', { name: 'Make picture' }).click();
    const picture = lin.locator('figure[data-image-id]');
    await expect(picture).toHaveAttribute('data-status', 'completed');
    await picture.locator('.frame-open').press('r');
    await expect(form(lin).getByRole('textbox', { name: 'Prompt' })).toHaveValue('a fox');
    await expect(chosen(lin).locator('.style-chip')).toHaveText(['Pixel art', 'Film noir']);
    await chosen(lin).getByRole('button', { name: 'Take off Pixel art' }).click();
    await expect(chosen(lin).locator('.style-chip')).toHaveText(['Film noir']);
  });

  await test.step('a style of the room is there for the other at once', async () => {
    await chosen(lin).getByRole('button', { name: 'More styles' }).click();
    await expect(tile(lin, 'Film noir')).toHaveAttribute('aria-pressed', 'true');
    await chosen(ada).getByRole('button', { name: 'More styles' }).click();
    await picker(ada).getByRole('button', { name: 'Save as a style…' }).click();
    await expect(picker(ada).getByLabel('What it adds to a prompt')).toHaveValue(
      /^16-bit pixel art.*, film noir still/,
    );
    await picker(ada).getByRole('radio', { name: 'Everybody here' }).click();
    await picker(ada).getByRole('button', { name: 'Save', exact: true }).click();
    await expect(picker(ada).getByRole('alert')).toHaveText('Give it a name.');
    await picker(ada).getByLabel('Name').fill('Night cover');
    await ada.keyboard.press('Enter');
    const room = picker(lin).getByRole('group', { name: 'This room' });
    await expect(room.getByRole('button', { name: 'Night cover', exact: true })).toBeVisible();
    await room.getByRole('button', { name: 'Edit Night cover' }).click();
    await picker(lin).getByLabel('Name').fill('Day cover');
    await picker(lin).getByRole('button', { name: 'Save', exact: true }).click();
    await expect(tile(ada, 'Day cover')).toBeVisible();
    await lin.keyboard.press('Escape');
  });

  await test.step('one of her own is found again after a reload, and deleted', async () => {
    await picker(ada).getByRole('button', { name: 'Take all off' }).click();
    await picker(ada).getByRole('button', { name: 'Save as a style…' }).click();
    await picker(ada).getByLabel('Name').fill('Risky');
    await picker(ada).getByLabel('What it adds to a prompt').fill('torn paper collage');
    await picker(ada).getByRole('button', { name: 'Save', exact: true }).click();
    await tile(ada, 'Risky').click();
    await ada.keyboard.press('Escape');
    await ada.reload();
    await expect(chips(ada)).toHaveCount(0);
    await ada.getByRole('button', { name: 'Panel', exact: true }).click();
    await expect(chosen(ada).locator('.style-chip')).toHaveText(['Risky']);
    await chosen(ada).getByRole('button', { name: 'More styles' }).click();
    const own = picker(ada).getByRole('group', { name: 'Yours' });
    await expect(own.getByRole('button', { name: 'Risky', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await own.getByRole('button', { name: 'Edit Risky' }).click();
    await picker(ada).getByRole('button', { name: 'Delete' }).click();
    await picker(ada).getByRole('button', { name: 'Delete it for good' }).click();
    await expect(own).toBeHidden();
    await picker(ada).getByRole('button', { name: 'Done' }).click();
    await expect(chosen(ada).locator('.style-chip')).toHaveCount(0);
  });

  await test.step('/style names them in the composer, and they stay until they are taken off', async () => {
    await ada.keyboard.press('Escape');
    await ada.getByRole('radio', { name: 'Image' }).click();
    await field(ada).fill('');
    await field(ada).pressSequentially('/style noi');
    await expect(ada.getByRole('option', { name: 'Film noir' })).toBeVisible();
    await ada.keyboard.press('Enter');
    await field(ada).pressSequentially(', day');
    await ada.keyboard.press('Enter');
    await expect(field(ada)).toHaveValue('/style Film noir, Day cover');
    await ada.keyboard.press('Enter');
    await expect(field(ada)).toHaveValue('');
    await expect(chips(ada)).toContainText(['Film noir', 'Day cover']);
    await chips(ada).first().click();
    await expect(chips(ada)).toContainText(['Day cover']);
    await field(ada).fill('/style none');
    await ada.keyboard.press('Enter');
    await expect(chips(ada)).toHaveCount(0);
  });
});
