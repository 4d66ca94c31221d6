import { expect, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import { story as test } from '../support/story.ts';

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

const field = (page: Page) => page.locator('#composer-text');
const note = (page: Page) => page.locator('#note-composer');
const pictures = (page: Page) => page.locator('figure[data-image-id]');

test('commands and choices are written, understood and done', async ({
  browser,
  sharedApp: { url },
}) => {
  const ada = await browsers.open(browser);
  await ada.goto(url);
  await ada.getByLabel('Your name').fill('Ada');
  await ada.keyboard.press('Enter');
  await ada.getByRole('textbox', { name: 'Room name' }).fill('Commands');
  await ada.keyboard.press('Enter');
  await ada.waitForURL('**/chats/*');
  await ada.getByRole('radio', { name: 'Message' }).click();

  await test.step('a command is completed, and what it cannot do is said where it stands', async () => {
    await field(ada).pressSequentially('/im');
    await ada.keyboard.press('Enter');
    await expect(field(ada)).toHaveValue('/imagine ');
    await field(ada).pressSequentially('a red boat --ar 4:3 --sed 7');
    await ada.keyboard.press('Enter');
    await expect(ada.getByText('Did you mean --seed?')).toBeVisible();
    await expect(field(ada)).toHaveValue('/imagine a red boat --ar 4:3 --sed 7');
  });

  await test.step('it says what it will make, and makes that', async () => {
    await field(ada).fill('/imagine a red boat --ar 4:3 --seed 7');
    await expect(note(ada)).toHaveText(/^1 picture · SDXL · 4:3 · seed 7 · would cost about/);
    await ada.keyboard.press('Enter');
    await expect(field(ada)).toHaveValue('');
    await expect(pictures(ada)).toHaveCount(1);
    await expect(pictures(ada).first()).toHaveAttribute('data-status', 'completed');
    await expect(pictures(ada).first().getByRole('img', { name: 'a red boat' })).toBeVisible();
  });

  await test.step('the next one is about that picture', async () => {
    await field(ada).fill('/vary');
    await expect(note(ada)).toHaveText(/^Of your picture: a red boat · Vary a little/);
    await ada.keyboard.press('Enter');
    await expect(pictures(ada)).toHaveCount(2);
    await expect(pictures(ada).last()).toContainText('Variation of your picture');
  });

  await test.step('what is no command can be a message', async () => {
    await field(ada).fill('/shrug');
    await ada.keyboard.press('Enter');
    await expect(ada.getByRole('button', { name: 'Send as a message' })).toBeVisible();
    await ada.keyboard.press('Enter');
    await expect(ada.getByRole('log').getByText('/shrug')).toBeVisible();
  });

  await test.step('a prompt with choices makes each of them, and comes back as it was typed', async () => {
    const typed = 'a {red|blue} buoy in {fog|rain}';
    await ada.getByRole('radio', { name: 'Image' }).click();
    await field(ada).fill(typed);
    await expect(note(ada)).toHaveText('“a red buoy in fog”, “a red buoy in rain” and 2 more');
    await ada.getByRole('button', { name: 'Make 4 pictures' }).click();
    await expect(pictures(ada).last()).toContainText('a blue buoy in rain');
    await field(ada).press('Alt+ArrowUp');
    await expect(field(ada)).toHaveValue(typed);
    await field(ada).fill('buoy {1..10000}');
    await expect(note(ada)).toHaveText(/^That would be 10,000 pictures\./);
    await expect(ada.getByRole('button', { name: 'Too many' })).toBeDisabled();
    await ada.getByRole('button', { name: 'Panel', exact: true }).click();
    await ada.getByRole('tab', { name: 'Gallery' }).click();
    for (const buoy of ['red buoy in fog', 'red buoy in rain', 'blue buoy in fog']) {
      const name = `a ${buoy}`;
      await expect(ada.getByRole('tabpanel').getByRole('img', { name })).toBeVisible();
    }
  });
});
