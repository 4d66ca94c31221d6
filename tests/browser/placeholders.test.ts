import { expect } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import type { RunningApp } from '../support/running-app.ts';
import { story as test } from '../support/story.ts';

let app: RunningApp;

test.beforeAll(({ sharedApp }) => {
  app = sharedApp;
});

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

test('a picture that is being fetched is seen as it will be, and small ones fall back', async ({
  browser,
}) => {
  const page = await browsers.open(browser);
  await page.goto(app.url);
  await page.getByLabel('Your name').fill('Ada');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Room name' }).fill('Lighthouses');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/chats/*');
  await page.getByRole('textbox', { name: 'Prompt' }).first().fill('a lighthouse at dusk');
  await page.getByRole('button', { name: 'Make picture' }).first().click();
  const figure = page.locator('figure[data-image-id]').last();
  await expect(figure).toHaveAttribute('data-status', 'completed', { timeout: 60_000 });
  const image = figure.getByRole('img', { name: 'a lighthouse at dusk' });
  await expect(image).toBeVisible();
  const url = (await image.getAttribute('src')) ?? '';
  const tile = page.locator('.gallery-tile img');
  await expect(tile).toHaveAttribute('src', `${url}/thumbnail`);

  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  // The browser keeps what it was given, but a route goes before that.
  await page.route(`**${url}`, async (route) => {
    await held;
    await route.continue();
  });
  await page.route(`**${url}/thumbnail`, (route) =>
    route.fulfill({ contentType: 'image/webp', body: 'this is no picture' }),
  );
  await page.reload();
  const placeholder = figure.locator('.frame-preview');
  await expect(placeholder).toHaveAttribute('src', /^data:image\/png;base64,/);
  await expect(placeholder).toHaveCSS('filter', 'none');
  const size = () => figure.locator('.frame').evaluate((frame) => frame.clientHeight);
  const before = await size();
  expect(before).toBeGreaterThan(100);
  await page.getByRole('button', { name: 'Panel', exact: true }).click();
  await page.getByRole('tab', { name: 'Gallery' }).click();
  await expect(page.locator('.gallery-place')).toHaveCSS('background-image', /^url\("data:image/);
  await expect(tile).toHaveAttribute('src', new RegExp(`${url}$`));

  letGo();
  await expect(placeholder).toHaveCount(0);
  expect(await size()).toBe(before);
  await expect.poll(() => tile.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(512);
});
