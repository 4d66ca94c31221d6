import { expect, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import { RunningApp } from '../support/running-app.ts';
import { story as test } from '../support/story.ts';

let app: RunningApp;

test.beforeAll(({ sharedApp }) => {
  app = sharedApp;
});

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

async function comeIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
}

async function createRoom(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Room name' }).fill(name);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/chats/*');
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('radio', { name: 'Message' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}

const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' });
const picture = (page: Page) => conversation(page).locator('figure[data-image-id]').last();

test('Ada and Lin make a picture together', async ({ browser }) => {
  const prompt = 'a lighthouse in a storm at dusk';
  const ada = await browsers.open(browser);
  const lin = await browsers.open(browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });

  await test.step('Ada makes a room and sends the link, Lin joins', async () => {
    await ada.goto(app.url);
    await comeIn(ada, 'Ada');
    await createRoom(ada, 'Lighthouses');
    await lin.goto(ada.url());
    await expect(lin.getByText('Lighthouses').first()).toBeVisible();
    await comeIn(lin, 'Lin');
    await expect(ada.getByText('2 here')).toBeVisible();
  });

  await test.step('they talk', async () => {
    await say(ada, 'Shall we make a lighthouse?');
    await expect(conversation(lin).getByText('Shall we make a lighthouse?')).toBeVisible();
    await say(lin, 'One in a storm!');
    await expect(conversation(ada).getByText('One in a storm!')).toBeVisible();
  });

  await test.step('Lin asks for a picture of 768 by 512', async () => {
    await lin.getByRole('radio', { name: 'Image' }).click();
    await lin.getByRole('textbox', { name: 'Prompt' }).first().fill(prompt);
    await lin.getByRole('combobox', { name: 'Shape' }).first().selectOption('3:2');
    await lin.getByRole('button', { name: 'Make picture' }).first().click();
  });

  await test.step('both see that it begins, and then how it develops', async () => {
    for (const page of [ada, lin]) await expect(picture(page)).toContainText('Starting');
    for (const page of [ada, lin]) {
      await expect(picture(page)).toHaveAttribute('data-status', 'processing');
      const percent = picture(page).getByText(/^\d+%$/);
      const first = parseInt(await percent.innerText(), 10);
      await expect.poll(async () => parseInt(await percent.innerText(), 10)).toBeGreaterThan(first);
    }
  });

  const urls: (string | null)[] = [];
  await test.step('both get the same picture', async () => {
    for (const page of [ada, lin]) {
      await expect(picture(page)).toHaveAttribute('data-status', 'completed');
      const image = picture(page).getByRole('img', { name: prompt });
      await expect(image).toHaveJSProperty('naturalWidth', 768);
      await expect(image).toHaveJSProperty('naturalHeight', 512);
      urls.push(await image.getAttribute('src'));
    }
    expect(urls[0]).toBe(urls[1]);
  });

  await test.step('after a reload all of it is there', async () => {
    for (const page of [ada, lin]) {
      await page.reload();
      await expect(conversation(page).getByText('Shall we make a lighthouse?')).toBeVisible();
      await expect(conversation(page).getByText('One in a storm!')).toBeVisible();
      const image = picture(page).getByRole('img', { name: prompt });
      await expect(image).toHaveAttribute('src', urls[0] ?? '');
      await expect(image).toHaveJSProperty('naturalWidth', 768);
    }
  });

  await test.step('the gallery has it', async () => {
    await ada.getByRole('button', { name: 'Panel', exact: true }).click();
    await ada.getByRole('tab', { name: 'Gallery' }).click();
    await expect(ada.getByRole('tabpanel').getByRole('img', { name: prompt })).toBeVisible();
    await ada.getByRole('tabpanel').getByRole('img', { name: prompt }).click();
  });

  await test.step('Ada sees prompt, size, model and seed', async () => {
    const details = ada.getByRole('dialog').filter({ visible: true });
    await expect(details).toContainText(prompt);
    await expect(details).toContainText('768 × 512');
    await expect(details).toContainText('SDXL');
    await expect(details).toContainText(/Seed\s*\d+/);
    await ada.keyboard.press('Escape');
  });
});

test('a form with a size off the grid says so, and nothing is sent', async ({ browser }) => {
  const ada = await browsers.open(browser);
  await ada.goto(app.url);
  await comeIn(ada, 'Ada');
  await createRoom(ada, 'Sizes');
  await ada.getByRole('button', { name: 'Panel', exact: true }).click();
  const form = ada.getByRole('tabpanel');
  await form.getByRole('textbox', { name: 'Prompt' }).fill('a fox');
  await form.getByRole('button', { name: 'Advanced' }).click();
  await form.getByLabel('Width').fill('500');
  await form.getByRole('button', { name: 'Make picture' }).click();
  await expect(form.getByText('Width goes in steps of 64.')).toBeVisible();
  await expect(conversation(ada).locator('figure[data-image-id]')).toHaveCount(0);
});

test('a failed picture says why in words, and offers to try again', async ({ browser }) => {
  await fetch(`${app.simulator}/simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([
      {
        on: 'prediction',
        prompt_includes: 'a refused fox',
        then: { fail: 'NSFW content detected.' },
      },
    ]),
  });
  const ada = await browsers.open(browser);
  await ada.goto(app.url);
  await comeIn(ada, 'Ada');
  await createRoom(ada, 'Refusals');
  await ada.getByRole('radio', { name: 'Image' }).click();
  await ada.getByRole('textbox', { name: 'Prompt' }).first().fill('a refused fox');
  await ada.keyboard.press('Enter');
  await expect(conversation(ada)).toContainText(
    'The model refused this prompt. Put it another way.',
  );
  await ada.getByRole('button', { name: 'Retry' }).click();
  await expect(picture(ada)).toHaveAttribute('data-status', 'completed');
});

test('a name cannot be sent before the page listens', async ({ browser }) => {
  const ada = await browsers.open(browser);
  const scripts = Promise.withResolvers<void>();
  await ada.route('**/*.js', async (route) => {
    await scripts.promise;
    await route.continue();
  });
  await ada.goto(app.url, { waitUntil: 'commit' });
  await expect(ada.getByText('What should people call you?')).toBeVisible();
  await expect(ada.getByLabel('Your name')).toBeHidden();
  scripts.resolve();
  await comeIn(ada, 'Ada');
  await expect(ada.getByRole('textbox', { name: 'Room name' })).toBeVisible();
});

test('what was written and not sent survives a reload', async ({ browser }) => {
  const ada = await browsers.open(browser);
  await ada.goto(app.url);
  await comeIn(ada, 'Ada');
  await createRoom(ada, 'Drafts');
  await ada.getByRole('radio', { name: 'Image' }).click();
  await ada.getByRole('textbox', { name: 'Prompt' }).first().fill('half a thought');
  await ada.reload();
  await expect(ada.getByRole('textbox', { name: 'Prompt' }).first()).toHaveValue('half a thought');
});

test('what is written while the server is away arrives once it is back', async ({ browser }) => {
  const mortal = await RunningApp.start();
  const page = await (await browser.newContext()).newPage();
  await page.goto(mortal.url);
  await comeIn(page, 'Ada');
  await createRoom(page, 'Tunnels');
  await say(page, 'before the tunnel');
  await expect(conversation(page).getByText('before the tunnel')).toBeVisible();
  await mortal.end('SIGKILL');
  await expect(page.getByText('Reconnecting')).toBeVisible();
  await say(page, 'in the tunnel');

  const { port } = new URL(mortal.url);
  const reborn = await RunningApp.start({ PORT: port, STATE_DIR: mortal.stateDir });
  await expect(page.getByText('Reconnecting')).toBeHidden({ timeout: 30_000 });
  await page.reload();
  await expect(conversation(page).getByText('in the tunnel')).toHaveCount(1);
  await expect(conversation(page).getByText('before the tunnel')).toHaveCount(1);
  await reborn.end();
});
