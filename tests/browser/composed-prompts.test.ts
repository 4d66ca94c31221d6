import { expect, type Page } from '@playwright/test';
import * as z from 'zod/mini';
import { protocolVersion } from '../../src/protocol/client-message.ts';
import { Browsers } from '../support/browsers.ts';
import { story as test } from '../support/story.ts';

const browsers = new Browsers();
test.afterEach(() => browsers.closeAll());

const field = (page: Page) => page.locator('#composer-text');
const note = (page: Page) => page.locator('#note-composer');
const pictures = (page: Page) => page.locator('figure[data-image-id]');
const line = (page: Page) => page.locator('.composer .additions-line');
const chips = (page: Page) => page.locator('.composer .addition-chip');

/** What a room keeps, as somebody without a browser writes it. */
const kept = [
  { kind: 'character', name: 'Ida', text: 'a keeper of seventy in a red coat' },
  { kind: 'palette', name: 'Dusk', text: 'ochre and slate' },
  { kind: 'avoid', text: 'text' },
];
const wash = { kind: 'style', name: 'Wash', text: 'loose watercolour' };

/** Puts entries into a room's context over a connection of this person's own. */
async function keep(page: Page, chat: string, entries: readonly object[]): Promise<void> {
  await page.evaluate(
    async ({ path, hello, asked }) => {
      const socket = new WebSocket(path);
      await new Promise<void>((resolve) => {
        let acks = 0;
        socket.addEventListener('open', () => {
          for (const message of [hello, ...asked]) socket.send(JSON.stringify(message));
        });
        socket.addEventListener('message', ({ data }) => {
          acks += String(data).split('"type":"ack"').length - 1;
          if (acks === asked.length) resolve();
        });
      });
      socket.close();
    },
    {
      path: `/api/chats/${chat}/socket`,
      hello: { type: 'hello', protocol_version: protocolVersion, last_rev: null },
      asked: entries.map((entry, at) => ({
        type: 'entry_add',
        client_id: `entry-${entries.length}-${at}`,
        ...entry,
      })),
    },
  );
}

const ledgerSchema = z.object({
  predictions: z.array(
    z.object({
      input: z.object({
        prompt: z.string(),
        negative_prompt: z.optional(z.string()),
        seed: z.optional(z.number()),
      }),
    }),
  ),
});

/** What the provider was asked with a prompt that begins so. */
async function askedWith(simulator: string, begins: string) {
  const answer = await fetch(`${simulator}/simulator/ledger`);
  const { predictions } = ledgerSchema.parse(await answer.json());
  return predictions.map(({ input }) => input).find(({ prompt }) => prompt.startsWith(begins));
}

test('what the room keeps is shown, left out, kept with the picture, and goes on', async ({
  browser,
  sharedApp: { url, simulator },
}) => {
  const mira = await browsers.open(browser);
  await mira.goto(url);
  await mira.getByLabel('Your name').fill('Mira');
  await mira.keyboard.press('Enter');
  await mira.getByRole('textbox', { name: 'Room name' }).fill('Lighthouse');
  await mira.keyboard.press('Enter');
  await mira.waitForURL('**/chats/*');
  const chat = mira.url().split('/').at(-1) ?? '';
  await keep(mira, chat, kept);
  const ada = await browsers.open(browser);
  await ada.goto(`${url}/chats/${chat}`);
  await ada.getByLabel('Your name').fill('Ada');
  await ada.keyboard.press('Enter');
  await expect(field(ada)).toBeVisible();
  await ada.getByRole('radio', { name: 'Image' }).click();

  await test.step('she sees what will be added, word by word, before it runs', async () => {
    await field(ada).fill('Ida at the window');
    await expect(chips(ada)).toHaveText(['Ida', 'Dusk', 'leaves out text']);
    await line(ada).click();
    const list = ada.locator('#additions-composer');
    await expect(list).toContainText('a keeper of seventy in a red coat');
    await expect(list.locator('.addition-composed')).toHaveText(
      'Ida at the window. Ida: a keeper of seventy in a red coat. Palette: ochre and slate',
    );
  });

  await test.step('she leaves one out this time; a change by another shows at once', async () => {
    await ada.getByRole('button', { name: 'Leave this out this time: Dusk' }).click();
    await expect(chips(ada)).toHaveText(['Ida', 'leaves out text']);
    await expect(ada.getByText('Dusk: left out this time')).toBeVisible();
    await keep(mira, chat, [wash]);
    await expect(chips(ada)).toHaveText(['Ida', 'Wash', 'leaves out text']);
    await ada.reload();
    await expect(chips(ada)).toHaveText(['Ida', 'Wash', 'leaves out text']);
  });

  await test.step('the picture keeps what was typed and what was sent', async () => {
    await ada.getByRole('button', { name: 'Make picture' }).click();
    await expect(pictures(ada).last()).toHaveAttribute('data-status', 'completed');
    const sent = 'Ida at the window. Ida: a keeper of seventy in a red coat. loose watercolour';
    expect(await askedWith(simulator, 'Ida at')).toMatchObject({
      prompt: sent,
      negative_prompt: 'text',
    });
    const caption = pictures(ada).last().locator('.caption-prompt');
    await expect(caption).toHaveText('Ida at the window');
    await caption.click();
    await expect(pictures(ada).last().locator('.caption-added li')).toHaveText([
      'Ida: a keeper of seventy in a red coat',
      'Wash: loose watercolour',
      'Leaves out text',
    ]);
    await pictures(ada).last().locator('.frame-open').click();
    const details = ada.getByRole('complementary', { name: 'Details' });
    await expect(details.locator('.lightbox-prompt')).toHaveText('Ida at the window');
    await expect(details.locator('.lightbox-whole')).toHaveText(sent);
    await ada.keyboard.press('Escape');
  });

  await test.step('what was left out goes with the next one again', async () => {
    await field(ada).fill('Ida');
    await expect(chips(ada)).toHaveText(['Ida', 'Dusk', 'Wash', 'leaves out text']);
  });

  await test.step('"same but at night" keeps the character and the seed', async () => {
    await field(ada).fill('same but at night');
    await expect(ada.locator('.composer .parent-words')).toHaveText('Follows up on Ada’s picture');
    await expect(note(ada)).toHaveText(/^Same prompt and seed \d+/);
    await expect(chips(ada)).toHaveText(['same words', 'Ida', 'Dusk', 'Wash', 'leaves out text']);
    await ada.getByRole('button', { name: 'Make picture' }).click();
    await expect(pictures(ada)).toHaveCount(2);
    await expect(pictures(ada).last()).toHaveAttribute('data-status', 'completed');
    await expect(pictures(ada).last()).toContainText('Follow-up to your picture');
    const before = await askedWith(simulator, 'Ida at the window.');
    const after = await askedWith(simulator, 'Ida at the window, at night. Ida: a keeper');
    expect(after?.seed).toBe(before?.seed);
    expect(after?.seed).toEqual(expect.any(Number));
    await expect(pictures(ada).last().locator('.caption-prompt')).toHaveText('same but at night');
  });

  await test.step('by its move it goes on from a picture that is not the last', async () => {
    await pictures(ada).first().locator('.frame-open').click();
    await ada.getByRole('button', { name: 'Follow up' }).click();
    await expect(field(ada)).toBeFocused();
    await expect(field(ada)).toHaveAttribute('placeholder', 'Same, but…');
    await field(ada).fill('in snow');
    await expect(chips(ada).first()).toHaveText('same words');
    await ada.getByRole('button', { name: 'Do not take it further' }).click();
    await expect(chips(ada)).toHaveText(['Dusk', 'Wash', 'leaves out text']);
  });

  await test.step('with the switch off nothing of the room is added', async () => {
    await line(ada).click();
    await ada.getByRole('switch', { name: 'Add what the room keeps' }).click();
    await expect(line(ada)).toHaveText(/switched off/);
    await field(ada).fill('/imagine same but at noon');
    await expect(note(ada)).toHaveText(/^Follows up on Ada’s picture · 1 picture/);
    await expect(chips(ada)).toHaveText(['same words']);
  });
});
