import { chromium, type Page } from '@playwright/test';
import { chromiumOptions } from '../support/chromium.ts';
import { RunningApp } from '../support/running-app.ts';

/** Makes the picture of the README from the running app: `npm run screenshot`. */
const app = await RunningApp.start({ SIMULATOR_SECONDS: '6' });
const browser = await chromium.launch(chromiumOptions);

async function open(url: string, name: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1200 },
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('radio', { name: 'Message' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.keyboard.press('Enter');
}

async function make(page: Page, prompt: string, seed: string): Promise<void> {
  await page.getByRole('button', { name: 'Panel', exact: true }).click();
  const form = page.getByRole('tabpanel');
  await form.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
  await form.getByText('3:2', { exact: true }).click();
  const closed = form.getByRole('button', { name: 'Advanced', expanded: false });
  if (await closed.isVisible()) await closed.click();
  await form.getByLabel('Seed').fill(seed);
  await form.getByRole('button', { name: 'Make picture' }).click();
  await page.getByRole('button', { name: 'Panel', exact: true }).click();
}

try {
  const ada = await open(app.url, 'Ada');
  await ada.getByRole('textbox', { name: 'Room name' }).fill('Book cover');
  await ada.keyboard.press('Enter');
  await ada.waitForURL('**/chats/*');
  const lin = await open(ada.url(), 'Lin');
  await lin.getByText('2 here').waitFor();
  await say(ada, 'The keeper never left. Something with a lamp in it?');
  await make(lin, 'a lighthouse in a storm at dusk', '7');
  await lin.locator('figure[data-status="completed"]').waitFor();
  await say(ada, 'Yes. And the same coast on a quiet morning, for the back.');
  await make(lin, 'a lighthouse on a quiet coast at dawn, soft rose light', '12');
  await ada.getByText(/^[5-8]\d%$/).waitFor();
  await ada.screenshot({ path: 'docs/room.png' });
} finally {
  await browser.close();
  await app.end();
}
process.exit(0);
