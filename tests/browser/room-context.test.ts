import { expect, type Page } from '@playwright/test';
import { Browsers } from '../support/browsers.ts';
import { story as test } from '../support/story.ts';

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

const room = (page: Page) => page.getByRole('tabpanel', { name: 'Room' });
const field = (page: Page, name: string) => room(page).getByRole('textbox', { name, exact: true });
const changes = (page: Page) => room(page).getByRole('list', { name: 'Latest changes' });

async function comeIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
}

async function openRoom(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Panel', exact: true }).click();
  await page.getByRole('tab', { name: 'Room' }).click();
}

/** Somebody's connection to the room, which can be cut and mended. It has to be there before the page. */
async function breakable(page: Page) {
  let isCut = false;
  const ends: { close: () => Promise<void> }[] = [];
  await page.routeWebSocket(/\/api\/chats\//, (route) => {
    if (isCut) return void route.close();
    ends.push(route, route.connectToServer());
  });
  return {
    async cut(): Promise<void> {
      isCut = true;
      for (const end of ends.splice(0)) await end.close();
    },
    async mend(): Promise<void> {
      isCut = false;
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
    },
  };
}

test('two people write the room’s context at once, and end with the same', async ({
  browser,
  sharedApp,
}) => {
  const ada = await browsers.open(browser);
  const lin = await browsers.open(browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  const line = await breakable(ada);
  await ada.goto(sharedApp.url);
  await comeIn(ada, 'Ada');
  await ada.getByRole('textbox', { name: 'Room name' }).fill('Keepers');
  await ada.keyboard.press('Enter');
  await ada.waitForURL('**/chats/*');
  await lin.goto(ada.url());
  await comeIn(lin, 'Lin');
  await openRoom(ada);
  await openRoom(lin);

  await test.step('Ada adds a character by keys alone, and Lin has it at once', async () => {
    await room(ada).getByRole('button', { name: 'Add a character' }).focus();
    await ada.keyboard.press('Enter');
    await expect(field(ada, 'Name')).toBeFocused();
    await ada.keyboard.type('Ida');
    await ada.keyboard.press('Enter');
    await ada.keyboard.type('a keeper');
    await ada.keyboard.press('ControlOrMeta+Enter');
    await expect(room(ada).getByRole('button', { name: 'Add a character' })).toBeFocused();
    await expect(field(lin, 'Description of Ida')).toHaveValue('a keeper');
  });

  await test.step('they change two fields of it, and both have both', async () => {
    await field(ada, 'Name of Ida').fill('Ida Holm');
    await field(lin, 'Description of Ida').fill('a keeper of seventy');
    await ada.keyboard.press('ControlOrMeta+Enter');
    await expect(field(lin, 'Description of Ida Holm')).toHaveValue('a keeper of seventy');
    await lin.keyboard.press('ControlOrMeta+Enter');
    for (const page of [ada, lin]) {
      await expect(field(page, 'Name of Ida Holm')).toHaveValue('Ida Holm');
      await expect(field(page, 'Description of Ida Holm')).toHaveValue('a keeper of seventy');
    }
  });

  await test.step('they change the same field: nobody’s words are lost, and both end the same', async () => {
    const description = 'Description of Ida Holm';
    await field(ada, description).fill('a keeper of eighty');
    await field(lin, description).fill('a keeper in red');
    await lin.keyboard.press('ControlOrMeta+Enter');
    await expect(room(ada).getByText('Lin wrote meanwhile: a keeper in red')).toBeVisible();
    const spoken = ada.getByRole('status').filter({ hasText: 'Lin wrote meanwhile' });
    await expect(spoken).toHaveText('Lin wrote meanwhile: a keeper in red');
    await expect(field(ada, description)).toHaveValue('a keeper of eighty');
    await field(ada, description).blur();
    await expect(field(lin, description)).toHaveValue('a keeper in red');
    await room(ada).getByRole('button', { name: 'Keep mine' }).click();
    for (const page of [ada, lin]) {
      await expect(field(page, description)).toHaveValue('a keeper of eighty');
    }
    await expect(room(ada).getByText('Lin wrote meanwhile')).toBeHidden();
  });

  await test.step('Escape takes back what was typed, Undo what was sent', async () => {
    const description = 'Description of Ida Holm';
    await field(ada, description).fill('nobody');
    await ada.keyboard.press('Escape');
    await expect(field(ada, description)).toHaveValue('a keeper of eighty');
    const dismiss = ada.getByRole('button', { name: 'Dismiss' });
    // At once: one that goes by itself meanwhile would be waited for.
    await dismiss.evaluateAll((all) => {
      for (const one of all) if (one instanceof HTMLElement) one.click();
    });
    await expect(dismiss).toHaveCount(0);
    await field(ada, description).fill('a keeper of ninety');
    await ada.keyboard.press('Tab');
    await expect(field(lin, description)).toHaveValue('a keeper of ninety');
    await ada.getByRole('button', { name: 'Undo' }).click();
    await expect(field(lin, description)).toHaveValue('a keeper of eighty');
  });

  await test.step('what is refused stays with its sentence', async () => {
    await room(lin).getByRole('button', { name: 'Add a character' }).tap();
    await field(lin, 'Name').fill('IDA HOLM');
    await room(lin).getByRole('button', { name: 'Add', exact: true }).tap();
    await expect(
      room(lin).getByText('There is a character called IDA HOLM already.'),
    ).toBeVisible();
    await field(lin, 'Name of IDA HOLM').fill('Otto');
    await room(lin).getByRole('button', { name: 'Add', exact: true }).tap();
    await expect(field(ada, 'Name of Otto')).toHaveValue('Otto');
  });

  await test.step('Ada writes while Lin takes it away, and can bring it back with her words', async () => {
    await field(ada, 'Description of Otto').fill('a boy with a kite');
    await room(lin).getByRole('button', { name: 'Take away the character Otto' }).tap();
    await room(ada).getByRole('button', { name: 'Bring it back with my words' }).click();
    await expect(field(lin, 'Description of Otto')).toHaveValue('a boy with a kite');
  });

  await test.step('the history says who did what, and brings back', async () => {
    await room(lin).getByRole('button', { name: 'History' }).tap();
    const lines = changes(lin).getByRole('listitem');
    await expect(lines.first()).toContainText('Ada brought back the character Otto');
    await expect(lines.nth(1)).toContainText('Lin took away the character Otto');
    const red = lines.filter({ hasText: 'Lin changed the character Ida Holm' }).first();
    await expect(red.locator('ins')).toHaveText('a keeper in red');
    const forty = lines.filter({ hasText: 'Ada added the character Ida' });
    await forty.getByRole('button', { name: /^Take away/ }).tap();
    await expect(lines.first()).toContainText('Lin took away the character Ida Holm');
    await expect(field(ada, 'Name of Ida Holm')).toHaveCount(0);
    await lines
      .first()
      .getByRole('button', { name: /^Bring back/ })
      .tap();
    await expect(field(ada, 'Description of Ida Holm')).toHaveValue('a keeper of eighty');
  });

  await test.step('what is written without a connection goes out once there is one', async () => {
    await line.cut();
    await room(ada).getByRole('button', { name: 'Add a list' }).click();
    await field(ada, 'Name').fill('skies');
    await field(ada, 'Choices').fill('clear\nstormy\nstarry');
    await room(ada).getByRole('button', { name: 'Add', exact: true }).click();
    await expect(field(ada, 'Choices of skies')).toHaveValue('clear\nstormy\nstarry');
    await expect(room(ada).getByText('Goes out once you are online')).toBeVisible();
    await line.mend();
    await room(lin).getByRole('button', { name: 'Back', exact: true }).tap();
    await expect(field(lin, 'Choices of skies')).toHaveValue('clear\nstormy\nstarry');
  });

  await test.step('after a reload all of it is there', async () => {
    await ada.reload();
    await openRoom(ada);
    await expect(field(ada, 'Description of Otto')).toHaveValue('a boy with a kite');
    await expect(room(ada).getByText('3 choices. Use it as {skies} in a prompt.')).toBeVisible();
  });

  await test.step('a prompt takes from the list, and says first how many and for how much', async () => {
    await ada.getByRole('tab', { name: 'Create' }).click();
    const form = ada.getByRole('tabpanel', { name: 'Create' });
    await form.getByRole('textbox', { name: 'Prompt' }).fill('Otto under a {Skies} sky');
    await expect(form.getByText('from the room’s list “skies”')).toBeVisible();
    await expect(form.getByText('Would cost about $0.018')).toBeVisible();
    await form.getByRole('button', { name: 'Make 3 pictures' }).click();
    await ada.getByRole('tab', { name: 'Gallery' }).click();
    for (const sky of ['clear', 'stormy', 'starry']) {
      const gallery = ada.getByRole('tabpanel', { name: 'Gallery' });
      await expect(gallery.getByRole('img', { name: `Otto under a ${sky} sky` })).toBeVisible();
    }
  });
});
