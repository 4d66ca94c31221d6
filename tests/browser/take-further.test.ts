import { readFile } from 'node:fs/promises';
import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { copyPicture, dropFile } from './bring-picture.ts';
import { Browsers } from '../support/browsers.ts';
import { story as test } from '../support/story.ts';

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' });
const form = (page: Page) => page.getByRole('tabpanel', { name: 'Create' });
const opened = (page: Page) => page.getByRole('dialog', { name: 'Picture', exact: true });
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Picture actions' });
/** The entry of the conversation whose picture came about in that way. */
const entry = (page: Page, origin: string) =>
  conversation(page)
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name: origin }) });
const pictureIn = (place: Locator) => place.locator('.frame-open');

async function comeIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
}

/** Two people in a room of theirs: Ada at a desk, Lin with a phone. */
async function adaAndLin(browser: Browser, url: string, room: string) {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const ada = await browsers.open(browser, { permissions });
  const lin = await browsers.open(browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await ada.goto(url);
  await comeIn(ada, 'Ada');
  await ada.getByRole('textbox', { name: 'Room name' }).fill(room);
  await ada.keyboard.press('Enter');
  await ada.waitForURL('**/chats/*');
  await lin.goto(ada.url());
  await comeIn(lin, 'Lin');
  await expect(ada.getByText('2 here')).toBeVisible();
  return { ada, lin };
}

test('two people take one of four pictures further, and a file of it remembers how', async ({
  browser,
  sharedApp,
}) => {
  // On a machine that is busy with other tests, four pictures after one another take their time.
  test.setTimeout(120_000);
  const prompt = 'a lighthouse on a cliff, calm sea';
  const { ada, lin } = await adaAndLin(browser, sharedApp.url, 'Further');
  const both = [ada, lin];
  const tiles = (page: Page) => conversation(page).locator('.image-set .is-tile');

  await test.step('Ada asks for four at once, and both see all of them come', async () => {
    await ada.getByRole('button', { name: 'Panel', exact: true }).click();
    await form(ada).getByRole('textbox', { name: 'Prompt' }).fill(prompt);
    await form(ada).getByRole('radio', { name: '3:2' }).click();
    await form(ada).getByRole('radio', { name: '4', exact: true }).click();
    await form(ada).getByRole('button', { name: 'Make 4 pictures' }).click();
    for (const page of both) {
      await expect(tiles(page)).toHaveCount(4);
      await expect(pictureIn(tiles(page))).toHaveCount(4);
    }
    await ada.getByRole('button', { name: 'Close panel' }).click();
  });

  await test.step('Lin varies the second of them a little', async () => {
    await conversation(lin).getByRole('button', { name: 'More', exact: true }).last().tap();
    await sheet(lin).getByRole('button', { name: 'Picture 2 of 4' }).tap();
    await sheet(lin).getByRole('menuitem', { name: 'Vary a little' }).tap();
    await expect(entry(lin, 'Variation of Ada’s picture')).toBeVisible();
  });

  let bytes = Buffer.from([]);
  let seed = '';
  await test.step('meanwhile Ada downloads that one, and its files have the prompt in them', async () => {
    await pictureIn(tiles(ada).nth(1)).click();
    seed = await opened(ada)
      .locator('.fact', { hasText: 'Seed' })
      .getByRole('definition')
      .innerText();
    for (const [format, sign] of [
      ['Original', 'PNG'],
      ['WebP', 'WEBP'],
    ] as const) {
      await opened(ada).getByRole('button', { name: 'How to download' }).click();
      await opened(ada).getByRole('radio', { name: format }).click();
      const [download] = await Promise.all([
        ada.waitForEvent('download'),
        opened(ada).getByRole('link', { name: 'Download' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/\.(png|webp)$/);
      bytes = await readFile(await download.path());
      expect(bytes.subarray(0, 12).toString('latin1')).toContain(sign);
      expect(bytes.toString('latin1')).toContain(prompt);
    }
    await ada.keyboard.press('Escape');
    await expect(opened(ada)).toBeHidden();
  });

  await test.step('dropped into the form, the file brings its settings back', async () => {
    await ada.getByRole('button', { name: 'Panel', exact: true }).click();
    await form(ada)
      .getByRole('button', { name: /^Model/ })
      .click();
    await form(ada).getByRole('option', { name: 'Flux Schnell' }).click();
    await form(ada).getByRole('textbox', { name: 'Prompt' }).fill('something else');
    await form(ada).getByRole('radio', { name: '16:9' }).click();
    await dropFile(form(ada), { bytes, name: 'lighthouse.webp', type: 'image/webp' });
    await form(ada).getByRole('button', { name: 'Use its settings' }).click();
    await expect(form(ada).getByRole('textbox', { name: 'Prompt' })).toHaveValue(prompt);
    await expect(form(ada).getByRole('button', { name: /^Model/ })).toContainText('SDXL');
    await expect(form(ada).getByRole('textbox', { name: 'Width' })).toHaveValue('768');
    await expect(form(ada).getByRole('textbox', { name: 'Height' })).toHaveValue('512');
    await form(ada).getByRole('button', { name: 'Advanced' }).click();
    await expect(form(ada).getByRole('textbox', { name: 'Seed' })).toHaveValue(seed);
    await ada.getByRole('button', { name: 'Close panel' }).click();
  });

  await test.step('Ada upscales what became of it', async () => {
    const variation = entry(ada, 'Variation of your picture');
    await pictureIn(variation).hover();
    await variation.getByRole('button', { name: 'Upscale' }).click();
    await expect(pictureIn(entry(ada, 'Upscaled from Lin’s picture'))).toBeVisible();
  });

  await test.step('Lin edits that with a sentence', async () => {
    const upscaled = entry(lin, 'Upscaled from your picture');
    await expect(pictureIn(upscaled)).toBeVisible();
    await upscaled.getByRole('button', { name: 'More', exact: true }).tap();
    await sheet(lin).getByRole('menuitem', { name: 'Edit with words' }).tap();
    await expect(form(lin).getByRole('textbox', { name: 'Prompt' })).toBeFocused();
    await expect(form(lin).getByRole('button', { name: /Model Flux Kontext/ })).toBeVisible();
    await lin.keyboard.type('at night');
    await form(lin).getByRole('button', { name: 'Make picture' }).tap();
    await expect(form(lin)).toBeHidden();
    await expect(pictureIn(entry(ada, 'Edit of your picture'))).toBeVisible();
    // The model came with the picture, and is gone with it.
    await lin.getByRole('radio', { name: 'Image' }).tap();
    await expect(lin.getByRole('button', { name: /^Model/ }).first()).toHaveText(/SDXL/);
  });

  const family = opened(ada).getByRole('navigation', { name: 'Family of this picture' });
  await test.step('the family of all of them is seen, across both people', async () => {
    await pictureIn(entry(ada, 'Edit of your picture')).click();
    const named = family.getByRole('button');
    await expect(named).toContainText(['Ada', 'Lin, vary', 'Ada, upscale', 'Lin, edit']);
    await expect(named.last()).toHaveAttribute('aria-current', 'true');
  });

  const compare = ada.getByRole('dialog', { name: 'Compare two pictures' });
  await test.step('the first and the last are compared, and what differs is marked', async () => {
    await opened(ada).getByRole('button', { name: 'Compare with another picture' }).click();
    // It stands beside the one that it was made from; the first of the family takes that place.
    await compare
      .getByRole('button', { name: `Ada: ${prompt}` })
      .first()
      .click();
    const row = (name: string) => compare.getByRole('row', { name }).getByRole('cell');
    await expect(row('Made by')).toHaveText(['Ada', 'Lin']);
    await expect(row('Model')).toHaveText(['SDXL', 'Flux Kontext']);
    await expect(row('Size')).toHaveText(['768 × 512', '1248 × 832']);
    const details = compare.getByRole('complementary', { name: 'What differs' });
    await expect(details.locator('.is-different')).toHaveText([prompt, 'at night']);
    const divider = compare.getByRole('slider', { name: 'Divider between A and B' });
    await expect(divider).toBeHidden();
    await compare.getByRole('radio', { name: 'Slider' }).click();
    await divider.press('ArrowLeft');
    await expect(divider).toHaveAttribute('aria-valuenow', '48');
    await ada.keyboard.press('Escape');
    await ada.keyboard.press('Escape');
    await expect(opened(ada)).toBeHidden();
  });

  await test.step('Ada pastes a picture into a message, and Lin starts from it', async () => {
    await ada.getByRole('radio', { name: 'Message' }).click();
    const message = ada.getByRole('textbox', { name: 'Message' });
    await copyPicture(ada, 'orange');
    await message.fill('In this light?');
    await message.press('ControlOrMeta+v');
    await expect(ada.getByRole('group', { name: 'Pictures' }).getByRole('img')).toBeVisible();
    await ada.getByRole('button', { name: 'Send' }).click();
    await expect(conversation(lin).getByText('In this light?')).toBeVisible();
    const brought = entry(lin, 'Picture added by Ada');
    await brought.getByRole('button', { name: 'More', exact: true }).tap();
    await sheet(lin).getByRole('menuitem', { name: 'Use as reference' }).tap();
    const field = lin.getByRole('textbox', { name: 'Prompt' }).first();
    await expect(field).toBeFocused();
    await field.fill('a boat in this light');
    await lin.getByRole('button', { name: 'Make picture' }).first().tap();
    await expect(entry(ada, 'From your picture')).toBeVisible();
  });

  await test.step('of the four one is deleted, and three stay for both', async () => {
    const third = tiles(ada).nth(2);
    for (const page of both) {
      await conversation(page).hover();
      await page.mouse.wheel(0, -10_000);
    }
    await pictureIn(third).hover();
    await third.getByRole('button', { name: 'More actions' }).click();
    await ada.getByRole('menuitem', { name: 'Delete' }).click();
    await ada
      .getByRole('dialog', { name: /Delete/ })
      .getByRole('button', { name: /^Delete/ })
      .click();
    for (const page of both) await expect(tiles(page)).toHaveCount(3);
  });
});

test('the owner offers a model by its name, and the other person makes a picture with it', async ({
  browser,
  sharedApp,
}) => {
  const { ada, lin } = await adaAndLin(browser, sharedApp.url, 'Painters');
  const models = ada.getByRole('dialog', { name: 'Models of this room' });
  const offered = lin.getByRole('listbox', { name: 'Models' }).getByRole('option');

  await test.step('Ada looks it up and offers it, and Lin sees it come into the list', async () => {
    await lin.getByRole('button', { name: 'Panel', exact: true }).tap();
    await form(lin)
      .getByRole('button', { name: /^Model/ })
      .tap();
    await expect(offered.filter({ hasText: 'SDXL' })).toBeVisible();
    await expect(lin.getByRole('button', { name: 'Choose models…' })).toBeHidden();
    await ada.getByRole('button', { name: /^Model/ }).click();
    await ada.getByRole('button', { name: 'Choose models…' }).click();
    await models
      .getByRole('textbox', { name: 'Add another by its name on Replicate' })
      .fill('community/painter');
    await models.getByRole('button', { name: 'Look up' }).click();
    await expect(models.getByRole('status')).toContainText('1 setting of its own');
    await models.getByRole('button', { name: 'Add it' }).click();
    await models.getByRole('button', { name: 'Offer 14' }).click();
    await expect(models).toBeHidden();
    await expect(offered.filter({ hasText: 'Painter' })).toBeVisible();
  });

  await test.step('Lin makes a picture with it, at a size and in a light that only it has', async () => {
    await offered.filter({ hasText: 'Painter' }).tap();
    await form(lin).getByRole('textbox', { name: 'Prompt' }).fill('a cabin by a lake');
    await form(lin).getByRole('textbox', { name: 'Width' }).fill('448');
    await form(lin).getByRole('textbox', { name: 'Height' }).fill('384');
    await form(lin).getByRole('button', { name: 'Advanced' }).tap();
    await form(lin).getByRole('combobox', { name: 'Light' }).selectOption('night');
    await form(lin).getByRole('button', { name: 'Make picture' }).tap();
    await expect(pictureIn(conversation(ada))).toBeVisible();
  });

  await test.step('Ada reads with what it was made', async () => {
    await pictureIn(conversation(ada)).click();
    const details = opened(ada).getByRole('complementary', { name: 'Details' });
    for (const fact of [/Model\s*Painter/, /Size\s*448 × 384/, /Light\s*night/]) {
      await expect(details).toContainText(fact);
    }
  });
});
