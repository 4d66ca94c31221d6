import { expect, type Page } from '@playwright/test';
import { dropFile } from './bring-picture.ts';
import { Browsers } from '../support/browsers.ts';
import { scriptAt } from '../support/simulator-faults.ts';
import { story as test } from '../support/story.ts';

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

const composer = (page: Page) => page.locator('form.composer');
const field = (page: Page) => composer(page).locator('#composer-text');
const box = (page: Page, name: string) => composer(page).getByRole('group', { name });
const button = (page: Page, name: string) => composer(page).getByRole('button', { name });
const pictures = (page: Page) => page.locator('figure[data-image-id]');

async function makeWhatIsWritten(page: Page, alt: RegExp): Promise<void> {
  const before = await pictures(page).count();
  await button(page, 'Make picture').click();
  await expect(pictures(page)).toHaveCount(before + 1);
  await expect(pictures(page).last()).toHaveAttribute('data-status', 'completed');
  await expect(pictures(page).last().getByRole('img', { name: alt })).toBeVisible();
}

test('words are suggested, and left or taken', async ({ browser, sharedApp }) => {
  const typed = 'a red fox in the snow';
  const ada = await browsers.open(browser);
  await ada.goto(sharedApp.url);
  await ada.getByLabel('Your name').fill('Ada');
  await ada.keyboard.press('Enter');
  await ada.getByRole('textbox', { name: 'Room name' }).fill('Suggestions');
  await ada.keyboard.press('Enter');
  await ada.waitForURL('**/chats/*');

  await test.step('a richer prompt that fails says so, comes with another try, and is left', async () => {
    await expect(button(ada, 'Expand the prompt')).toBeHidden();
    await field(ada).fill(typed);
    const fails = { on: 'prediction', prompt_includes: typed, then: { fail: 'CUDA error' } };
    await scriptAt(sharedApp.simulator, fails);
    await button(ada, 'Expand the prompt').click();
    await expect(box(ada, 'Suggestion').getByRole('alert')).toHaveText(/Try again/);
    await button(ada, 'Try again').click();
    await expect(button(ada, 'Use it')).toBeEnabled();
    await expect(box(ada, 'Suggestion')).toContainText(typed);
    await expect(field(ada)).toHaveValue(typed);
    await button(ada, 'Dismiss').click();
    await expect(box(ada, 'Suggestion')).toHaveCount(0);
    await expect(field(ada)).toHaveValue(typed);
    await expect(field(ada)).toBeFocused();
  });

  await test.step('it is spoken, taken and undone', async () => {
    await button(ada, 'Expand the prompt').click();
    await expect(button(ada, 'Use it')).toBeEnabled();
    await expect(ada.getByText(`Suggestion: ${typed}, `)).toHaveCount(1);
    await button(ada, 'Use it').click();
    await expect(field(ada)).toHaveValue(new RegExp(`^${typed}, .+`));
    await expect(box(ada, 'Suggestion')).toHaveCount(0);
    await ada.getByRole('button', { name: 'Undo' }).click();
    await expect(field(ada)).toHaveValue(typed);
    await expect(button(ada, 'Use it')).toBeEnabled();
    await field(ada).fill('a red fox in a boat');
    await expect(box(ada, 'Suggestion')).toContainText(`for “${typed}”`);
    await makeWhatIsWritten(ada, /in a boat$/);
    await expect(box(ada, 'Suggestion')).toHaveCount(0);
  });

  await test.step('a picture is described, at the second try', async () => {
    const fails = { on: 'prediction', prompt_includes: 'Describe this', then: { fail: 'CUDA' } };
    await scriptAt(sharedApp.simulator, fails);
    await pictures(ada).first().hover();
    await pictures(ada).first().getByRole('button', { name: 'More actions' }).click();
    await ada.getByRole('menuitem', { name: 'Describe in words' }).click();
    const shows = box(ada, 'What this picture shows');
    await expect(shows.getByRole('alert')).toHaveText(/Try again/);
    await button(ada, 'Try again').click();
    await expect(button(ada, 'Use as prompt')).toBeEnabled();
    await button(ada, 'Use as prompt').click();
    await expect(field(ada)).toHaveValue(/fox/);
    await field(ada).fill('');
  });

  await test.step('so is one that somebody brought, by the command, and another made of that', async () => {
    const base64 = await ada.evaluate(() => {
      const canvas = document.createElement('canvas');
      const paint = canvas.getContext('2d');
      if (!paint) throw new Error('no canvas');
      paint.fillStyle = '#205080';
      paint.fillRect(0, 0, canvas.width, canvas.height);
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    });
    await ada.getByRole('radio', { name: 'Message' }).click();
    const bytes = Buffer.from(base64, 'base64');
    await dropFile(composer(ada), { bytes, name: 'sea.png', type: 'image/png' });
    await button(ada, 'Send').click();
    await expect(pictures(ada)).toHaveCount(2);
    await field(ada).fill('/describe');
    await expect(ada.locator('#note-composer')).toHaveText('Of your picture · Describe in words');
    await ada.keyboard.press('Enter');
    await expect(button(ada, 'Use as prompt')).toBeEnabled();
    await expect(field(ada)).toHaveValue('');
    await button(ada, 'Use as prompt').click();
    await expect(field(ada)).toHaveValue(/navy/);
    await makeWhatIsWritten(ada, /navy/);
  });
});
