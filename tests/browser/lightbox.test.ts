import { expect, type Locator, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import { RunningApp } from '../support/running-app.ts';
import { story as test } from '../support/story.ts';

let app: RunningApp;

test.beforeAll(({ sharedApp }) => {
  app = sharedApp;
});

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

const picture = (page: Page) => page.locator('dialog.lightbox[open] .lightbox-image');
const box = (page: Page) => page.getByRole('dialog', { name: 'Picture', exact: true });
const prompt = (page: Page) => box(page).locator('.lightbox-prompt');

/** How much larger than fitted the picture is, and how far off the middle. */
async function lie(page: Page): Promise<{ zoom: number; x: number; y: number }> {
  return picture(page).evaluate((image) => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(image).transform);
    return { zoom: a, x: e, y: f };
  });
}

type Places = { x: number; y: number }[];

/** Fingers that go from some places of an element, measured from its middle, to others. */
async function fingers(page: Page, place: Locator, from: Places, to: Places): Promise<void> {
  const found = await place.boundingBox();
  if (!found) throw new Error('nothing to touch');
  const middle = { x: found.x + found.width / 2, y: found.y + found.height / 2 };
  const at = (share: number) =>
    from.map(({ x, y }, id) => ({
      id,
      x: middle.x + x + ((to[id]?.x ?? x) - x) * share,
      y: middle.y + y + ((to[id]?.y ?? y) - y) * share,
    }));
  const hand = await page.context().newCDPSession(page);
  await hand.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (const share of [0.25, 0.5, 0.75, 1]) {
    await hand.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(share) });
  }
  await hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function make(page: Page, words: string): Promise<void> {
  const done = page.locator('figure[data-status="completed"]');
  const before = await done.count();
  await page.getByRole('radio', { name: 'Image' }).click();
  await page.getByRole('textbox', { name: 'Prompt' }).first().fill(words);
  await page.keyboard.press('Enter');
  await expect(done).toHaveCount(before + 1, { timeout: 60_000 });
}

test('pictures are looked at closely, by wheel and keys and with fingers, and compared', async ({
  browser,
}) => {
  const ada = await browsers.open(browser, { viewport: { width: 1280, height: 800 } });
  const lin = await browsers.open(browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });

  await test.step('Ada makes two pictures, and Lin opens the second on a phone', async () => {
    await ada.goto(app.url);
    await ada.getByLabel('Your name').fill('Ada');
    await ada.keyboard.press('Enter');
    await ada.getByRole('textbox', { name: 'Room name' }).fill('Close looks');
    await ada.keyboard.press('Enter');
    await ada.waitForURL('**/chats/*');
    await make(ada, 'a quiet lake');
    await make(ada, 'a fox in snow');
    await lin.goto(ada.url());
    await lin.getByLabel('Your name').fill('Lin');
    await lin.keyboard.press('Enter');
    await lin.getByRole('button', { name: 'a fox in snow' }).first().tap();
    await expect(prompt(lin)).toHaveText('a fox in snow');
  });

  const area = box(lin).locator('.lightbox-picture');
  await test.step('a pinch comes closer, and a finger then moves it and does not turn the page', async () => {
    const spread = [
      [
        { x: -30, y: 0 },
        { x: 30, y: 0 },
      ],
      [
        { x: -90, y: 0 },
        { x: 90, y: 0 },
      ],
    ];
    await fingers(lin, area, spread[0] ?? [], spread[1] ?? []);
    await expect.poll(async () => (await lie(lin)).zoom).toBeGreaterThan(2);
    const before = await lie(lin);
    await fingers(lin, area, [{ x: 0, y: 0 }], [{ x: 120, y: 0 }]);
    await expect.poll(async () => (await lie(lin)).x).toBeGreaterThan(before.x + 60);
    await expect(prompt(lin)).toHaveText('a fox in snow');
  });

  await test.step('two taps show all of it again, a swipe the one before, one down closes', async () => {
    await area.tap();
    await area.tap();
    await expect.poll(async () => (await lie(lin)).zoom).toBe(1);
    await fingers(lin, area, [{ x: 0, y: 0 }], [{ x: 150, y: 0 }]);
    await expect(prompt(lin)).toHaveText('a quiet lake');
    await fingers(lin, area, [{ x: 0, y: 0 }], [{ x: 0, y: 150 }]);
    await expect(box(lin)).toBeHidden();
  });

  await test.step('Ada comes closer with the wheel, and goes on with keys', async () => {
    await ada.getByRole('button', { name: 'a fox in snow' }).first().click();
    await box(ada).locator('.lightbox-picture').hover();
    await ada.mouse.wheel(0, -500);
    await expect.poll(async () => (await lie(ada)).zoom).toBeGreaterThan(1.5);
    await ada.keyboard.press('0');
    await expect.poll(async () => (await lie(ada)).zoom).toBe(1);
    await ada.keyboard.press('ArrowLeft');
    await expect(prompt(ada)).toHaveText('a quiet lake');
    await ada.keyboard.press('ArrowRight');
  });

  await test.step('a variation appears in the family while it is open, and is gone to', async () => {
    await ada.keyboard.press('v');
    const family = box(ada).getByRole('navigation', { name: 'Family of this picture' });
    const child = family.getByRole('button', { name: 'Ada, vary' });
    await expect(child).toBeVisible();
    await expect(child).toHaveAttribute('data-state', 'there', { timeout: 60_000 });
    await expect(box(ada).locator('.lightbox-head')).toContainText('2 of 3');
    await ada.keyboard.press('ArrowDown');
    await expect(box(ada).locator('.lightbox-head')).toContainText('3 of 3');
    await ada.keyboard.press('ArrowUp');
    await expect(box(ada).locator('.lightbox-head')).toContainText('2 of 3');
  });

  await test.step('two are compared under a divider, and what differs is told', async () => {
    await box(ada).getByRole('button', { name: 'Compare with another picture' }).click();
    const compare = ada.getByRole('dialog', { name: 'Compare two pictures' });
    await compare.getByRole('radio', { name: 'Slider' }).click();
    const divider = compare.getByRole('slider', { name: 'Divider between A and B' });
    const at = await divider.boundingBox();
    if (!at) throw new Error('no divider');
    await ada.mouse.move(at.x + at.width / 2, at.y + 200);
    await ada.mouse.down();
    await ada.mouse.move(at.x + at.width / 2 - 200, at.y + 200, { steps: 4 });
    await ada.mouse.up();
    await expect
      .poll(async () => Number(await divider.getAttribute('aria-valuenow')))
      .toBeLessThan(40);
    await expect(compare.getByRole('row', { name: 'Seed' })).toBeVisible();
    await expect(compare.locator('.is-different').first()).toHaveText('quiet lake');
    await ada.keyboard.press('Escape');
    await expect(compare).toBeHidden();
    await expect(box(ada)).toBeVisible();
  });
});
