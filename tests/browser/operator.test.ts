import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import { RunningApp } from '../support/running-app.ts';
import { story as test } from '../support/story.ts';

let app: RunningApp;

test.beforeAll(async () => {
  app = await RunningApp.start({ SIMULATOR_SECONDS: '1' });
});
test.afterAll(async () => {
  await app.end();
});

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

async function comeIn(page: Page, name: string): Promise<void> {
  await page.goto(app.url);
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
  await page.locator('body.app').waitFor();
}

async function ask(page: Page, prompt: string): Promise<void> {
  await page.getByRole('radio', { name: 'Image' }).click();
  await page.getByRole('textbox', { name: 'Prompt' }).first().fill(prompt);
  await page.getByRole('button', { name: 'Make picture' }).first().click();
}

/** The next picture with this prompt fails, and only that one. */
async function failOnce(prompt: string): Promise<void> {
  const rule = { on: 'prediction', prompt_includes: prompt, then: { fail: 'CUDA out of memory' } };
  const answer = await fetch(`${app.simulator}/simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([rule]),
  });
  expect(answer.ok).toBe(true);
}

const pictures = (page: Page, status: string) =>
  page.getByRole('log', { name: 'Conversation' }).locator(`[data-status="${status}"]`);

const figure = (page: Page, name: string) =>
  page
    .locator('.operator-tile', { has: page.getByText(name, { exact: true }) })
    .getByRole('definition');

test('whoever runs the server sees what failed, and asks for it again', async ({ browser }) => {
  const ada = await browsers.open(browser);
  const olga = await browsers.open(browser);
  await comeIn(ada, 'Ada');
  await comeIn(olga, 'Olga');

  await test.step('Olga gives the key', async () => {
    await olga.goto(`${app.url}/operator`);
    const key = readFileSync(path.join(app.stateDir, 'operator-key'), 'utf8');
    await olga.getByLabel('Operator’s key').fill(key);
    await olga.keyboard.press('Enter');
    await expect(olga.getByText('Nobody asked for a picture in this time.')).toBeVisible();
  });

  await test.step('Ada makes a picture, and another one that fails', async () => {
    await ada.getByRole('textbox', { name: 'Room name' }).fill('Harbour');
    await ada.keyboard.press('Enter');
    await ada.waitForURL('**/chats/*');
    await ask(ada, 'a boat in a harbour');
    await expect(pictures(ada, 'completed')).toHaveCount(1);
    await failOnce('a wreck on a reef');
    await ask(ada, 'a wreck on a reef');
    await expect(pictures(ada, 'failed')).toHaveCount(1);
  });

  await test.step('Olga sees both in the figures, and why one failed', async () => {
    await expect(async () => {
      await olga.getByRole('link', { name: 'Refresh' }).click();
      await expect(figure(olga, 'Failed')).toHaveText('1', { timeout: 1_000 });
    }).toPass();
    await expect(figure(olga, 'Completed')).toHaveText('1');
    await expect(figure(olga, 'Succeeded')).toHaveText('50.0%');
    await expect(figure(olga, 'At Replicate')).toHaveText('0 of 20');
    await expect(olga.getByText('The model broke off while it was working.')).toBeVisible();
    await expect(olga.getByText('Ada in Harbour')).toBeVisible();
    await expect(olga.getByText('a wreck on a reef')).toHaveCount(0);
  });

  await test.step('Olga asks for it again, and Ada has it', async () => {
    await olga.getByRole('button', { name: 'Ask again' }).click();
    await expect(olga.getByText('Asked for again, as picture')).toBeVisible();
    await expect(pictures(ada, 'completed')).toHaveCount(2);
    await expect(pictures(ada, 'failed')).toHaveCount(1);
  });

  await test.step('Olga has the image store looked through', async () => {
    await expect(olga.getByText('Nobody has looked through it yet.')).toBeVisible();
    await olga.getByRole('button', { name: 'Look through it' }).click();
    await expect(olga.getByText('Nothing is amiss.')).toBeVisible();
    await expect(olga.getByText(/Compared \d+ files with 2 pictures\./)).toBeVisible();
  });

  await test.step('Olga steps down, and is asked for the key again', async () => {
    await olga.getByRole('button', { name: 'Step down' }).click();
    await olga.locator('body.app').waitFor();
    await olga.goto(`${app.url}/operator`);
    await expect(olga.getByLabel('Operator’s key')).toBeVisible();
  });
});
