import { expect, type Browser, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import type { RunningApp } from '../support/running-app.ts';
import { story as test } from '../support/story.ts';

let app: RunningApp;

test.beforeAll(({ sharedApp }) => {
  app = sharedApp;
});

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

async function comeIn(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
  await page.locator('body.app').waitFor();
}

async function createRoom(page: Page, name: string): Promise<string> {
  await page.goto(app.url);
  await page.getByRole('textbox', { name: 'Room name' }).fill(name);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/chats/*');
  return page.url();
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('radio', { name: 'Message' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.keyboard.press('Enter');
  await expect(conversation(page).getByText(text)).toBeVisible();
}

const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' });
const row = (page: Page, room: string) =>
  page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room });

async function chooseInMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Room menu' }).click();
  await page.getByRole('button', { name: item }).click();
}

/** Ada has two rooms and is in the second of them; Lin is in the first. */
async function twoRooms(browser: Browser) {
  const ada = await browsers.open(browser);
  const lin = await browsers.open(browser);
  await comeIn(ada, app.url, 'Ada');
  const harbour = await createRoom(ada, 'Harbour');
  await comeIn(lin, harbour, 'Lin');
  await expect(ada.getByText('2 here')).toBeVisible();
  await createRoom(ada, 'Tiles');
  return { ada, lin, harbour };
}

test('what is said elsewhere is counted, and read on one device is read on all', async ({
  browser,
}) => {
  const { ada, lin, harbour } = await twoRooms(browser);
  await say(lin, 'the boats are back');
  await expect(row(ada, 'Harbour')).toContainText('1');
  await expect(row(ada, 'Harbour')).toContainText('Lin: the boats are back');
  await expect(ada).toHaveTitle('(1) Tiles · Darkroom');

  const storageState = await ada.context().storageState();
  const phone = await browsers.open(browser, {
    storageState,
    viewport: { width: 390, height: 844 },
  });
  await phone.goto(harbour);
  await expect(conversation(phone).getByText('the boats are back')).toBeVisible();
  await expect(ada).toHaveTitle('Tiles · Darkroom');
});

test('a room that is renamed is renamed everywhere', async ({ browser }) => {
  const { ada, lin } = await twoRooms(browser);
  await chooseInMenu(lin, 'Rename room');
  await lin.getByRole('dialog').getByRole('textbox', { name: 'Room name' }).fill('The quay');
  await lin.keyboard.press('Enter');
  await expect(row(ada, 'The quay')).toBeVisible();
});

test('the list of people says who is here, who is away and who owns the room', async ({
  browser,
}) => {
  const { lin } = await twoRooms(browser);
  await lin.getByRole('button', { name: 'Only you, so far' }).click();
  const people = lin.getByRole('dialog', { name: 'People' });
  await expect(people.getByRole('listitem')).toHaveText([
    /Lin\s*you\s*here now/,
    /Ada\s*owner\s*last seen just now/,
  ]);
});

test('a search over all rooms lands on the message, and back leads back', async ({ browser }) => {
  const { ada, lin } = await twoRooms(browser);
  await say(lin, 'pine ridges at first light');
  await say(lin, 'a black lake');
  const tiles = ada.url();
  await ada.keyboard.press('Control+k');
  const search = ada.getByRole('combobox', { name: 'Search messages and prompts' });
  await search.fill('pine rid');
  const hit = ada.getByRole('option', { name: 'pine ridges' });
  await expect(hit).toContainText('Harbour');
  await search.press('Enter');
  await expect(ada).toHaveURL(/\/chats\/[^/]+\/messages\/[^/]+$/);
  await expect(conversation(ada).getByText('pine ridges at first light')).toBeInViewport();
  await ada.goBack();
  await expect(ada).toHaveURL(tiles);
  await expect(ada).toHaveTitle(/Tiles/);
});

test('a room is exported as a file', async ({ browser }) => {
  const { lin } = await twoRooms(browser);
  // Without it the file is downloaded, which a test can see.
  await lin.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await chooseInMenu(lin, 'Export');
  const download = lin.waitForEvent('download');
  await lin.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
  expect((await download).suggestedFilename()).toBe('Harbour.zip');
  await expect(lin.getByText('Saved: Harbour.zip')).toBeVisible();
});

test('a room is deleted by its owner, for everybody', async ({ browser }) => {
  const { ada, lin } = await twoRooms(browser);
  await lin.getByRole('button', { name: 'Room menu' }).click();
  await expect(lin.getByRole('button', { name: 'Delete room' })).toHaveCount(0);

  await row(ada, 'Harbour').click();
  await chooseInMenu(ada, 'Delete room');
  const button = ada.getByRole('dialog').getByRole('button', { name: 'Delete room' });
  await expect(button).toBeDisabled();
  await ada.getByLabel('Type the room’s name to delete it').fill('Harbour');
  await button.click();
  await expect(ada.getByText('“Harbour” is deleted')).toBeVisible();
  await expect(row(ada, 'Harbour')).toHaveCount(0);
  await expect(lin.getByText('This room is gone.')).toBeVisible();
  await expect(row(lin, 'Harbour')).toHaveCount(0);
});
