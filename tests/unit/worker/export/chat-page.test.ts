import { expect, test } from 'vitest';
import type { EntryRow } from '../../../../src/protocol/entries.ts';
import type { ImageRow, MessageRow } from '../../../../src/protocol/rows.ts';
import { chatPage } from '../../../../src/worker/export/chat-page.ts';

const id = (letter: string) => letter.repeat(22);

const message = (letter: string, text: string, more: Partial<MessageRow> = {}): MessageRow => ({
  id: id(letter),
  rev: 3,
  seq: 3,
  client_id: 'client-1',
  author_id: 'ada',
  text,
  image_id: null,
  reply_to: null,
  mentions: [],
  reactions: [],
  proposal: null,
  created_at: Date.UTC(2026, 10, 23, 22, 30),
  updated_at: 0,
  edited_at: null,
  deleted_at: null,
  ...more,
});

const image = (more: Partial<ImageRow> = {}): ImageRow => ({
  id: id('i'),
  rev: 5,
  chat_id: id('c'),
  message_id: id('m'),
  requested_by: 'ada',
  prompt: 'a lighthouse',
  negative_prompt: 'boats',
  additions: [],
  composed_prompt: null,
  composed_negative_prompt: null,
  proposal_id: null,
  status: 'completed',
  url: '/x',
  width: 768,
  height: 512,
  model: 'stability-ai/sdxl',
  seed: 7,
  shape: null,
  options: {},
  kind: 'original',
  parent_id: null,
  images: [],
  mask_sha256: null,
  set_id: null,
  error: null,
  canceled_by: null,
  predict_ms: 1,
  content_type: 'image/png',
  bytes: 1,
  sha256: '',
  thumbnail_url: null,
  placeholder: null,
  price: null,
  submitted_at: null,
  predicted_at: null,
  created_at: 1,
  updated_at: 1,
  completed_at: 1,
  deleted_at: null,
  ...more,
});

type Said = {
  messages: MessageRow[];
  images?: ImageRow[];
  quoted?: MessageRow[];
  name?: string;
  author?: string;
  missing?: string[];
  timeZone?: string;
  entries?: EntryRow[];
};

async function page({ messages, images = [], quoted = [], ...rest }: Said): Promise<string> {
  const first = {
    chat: { id: id('c'), rev: 1, name: rest.name ?? 'Storms', owner_id: 'ada' },
    members: [{ id: 'ada', rev: 2, name: rest.author ?? 'Ada', joined_at: 1 }],
    messages,
    images,
    quoted,
    entries: rest.entries ?? [],
    next_seq: null,
    rev: 100,
    image_bytes: 0,
    message_count: messages.length,
  };
  const source = { first, read: async () => first };
  const options = {
    exportedAt: Date.UTC(2026, 10, 24),
    timeZone: rest.timeZone,
    missing: new Set(rest.missing),
  };
  let html = '';
  for await (const piece of chatPage(source, options)) html += piece;
  return html;
}

const payloads = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  `' onmouseover='alert(1)`,
  '[x](javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '<https://a.example/"onmouseover="alert(1)>',
  '![x](https://evil.example/x.png)',
  '`<b>`\n```html\n</code></pre><script>alert(1)</script>\n```',
  '</style><script>alert(1)</script>',
];

test.each(payloads)('%s stays text, wherever somebody wrote it', async (payload) => {
  const said = message('m', payload, { image_id: id('i') });
  const html = await page({
    name: payload,
    author: payload,
    messages: [
      said,
      message('n', 'x', {
        reply_to: id('q'),
        reactions: [{ reaction: payload, user_ids: ['ada'] }],
      }),
    ],
    quoted: [message('q', payload)],
    images: [image({ prompt: payload, negative_prompt: payload })],
  });
  const tags = html.match(/<[a-z][^>]*>/gi)?.join('\n') ?? '';
  expect(tags).not.toMatch(/<(script|svg|b>)/i);
  expect(tags.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/\son\w+\s*=/i);
  expect(html).not.toMatch(/(?:href|src)="(?!https?:|mailto:|#|images\/)/i);
  expect(html.match(/<img[^>]*>/g)).toHaveLength(1);
});

test('a page carries its own policy and fetches nothing', async () => {
  const html = await page({ messages: [message('m', 'hello')] });
  expect(html).toContain(
    "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'",
  );
  expect(html).not.toMatch(/<script|<link|url\(/);
});

test('days part the conversation, in the time zone of whoever exports', async () => {
  const evening = message('m', 'hello');
  const messages = [evening, message('n', 'later', { created_at: evening.created_at + 3_600_000 })];
  const [utc, berlin] = [
    await page({ messages }),
    await page({ messages, timeZone: 'Europe/Berlin' }),
  ];
  expect(utc.match(/class="day"/g)).toHaveLength(1);
  expect(berlin.match(/class="day"/g)).toHaveLength(2);
  expect(berlin).toContain('Tuesday, 24 November 2026');
  expect(await page({ messages, timeZone: 'Nowhere/None' })).toContain('times in UTC');
});

test('a reply quotes what it answers and leads to it; one that is gone is said to be', async () => {
  const html = await page({
    messages: [
      message('m', 'yes', { reply_to: id('q') }),
      message('n', 'no', { reply_to: id('z') }),
    ],
    quoted: [message('q', '**One** in a storm?')],
  });
  expect(html).toContain(
    `<a class="quoted" href="#m-${id('q')}"><span class="author">Ada</span> One in a storm?</a>`,
  );
  expect(html).toContain('Answers a message that was deleted.');
});

test('reactions, mentions and edits are shown', async () => {
  const html = await page({
    messages: [
      message('m', 'hello @Ada', {
        edited_at: 1,
        mentions: [{ user_id: 'ada', name: 'Ada' }],
        reactions: [{ reaction: '🎉', user_ids: ['ada', 'gone'] }],
      }),
    ],
  });
  expect(html).toContain('<span class="mention">@Ada</span>');
  expect(html).toContain('<span class="edited">Edited</span>');
  expect(html).toContain('title="Ada, Somebody">🎉 2</span>');
});

test('a picture stands with its prompt and settings, a missing one with why it is missing', async () => {
  const messages = [message('m', '', { image_id: id('i') })];
  const there = await page({ messages, images: [image()] });
  expect(there).toContain(`<img src="images/${id('i')}.png" width="768" height="512"`);
  expect(there).toContain('768 × 512 · stability-ai/sdxl · seed 7 · without boats');
  expect(there).not.toContain('Sent to the model');
  const composed = { composed_prompt: 'a <lit> lamp', composed_negative_prompt: 'boats, text' };
  const both = await page({ messages, images: [image(composed)] });
  expect(both).toContain('<p>a lighthouse</p>');
  expect(both).toContain('Sent to the model: a &lt;lit&gt; lamp');
  expect(both).toContain('without boats, text');
  const gone = await page({ messages, images: [image()], missing: [id('i')] });
  expect(gone).not.toContain('<img');
  expect(gone).toContain('could not be found');
  const failed = await page({ messages, images: [image({ status: 'failed' })] });
  expect(failed).toContain('could not be made');
});

test('a code block keeps its lines', async () => {
  const html = await page({ messages: [message('m', '```js\nif (a < b)\n  c();\n```')] });
  expect(html).toContain('<pre><code>if (a &lt; b)\n  c();</code></pre>');
});

test('a picture that was brought in is shown as one, without a model or a prompt', async () => {
  const upload = image({ kind: 'upload', prompt: '', negative_prompt: '', model: '', seed: null });
  const html = await page({
    messages: [
      message('m', '', { image_id: id('i') }),
      message('n', 'Nice', { reply_to: id('m') }),
    ],
    images: [upload],
  });
  expect(html).toContain('<figcaption><p class="settings">768 × 512 · brought in</p></figcaption>');
  expect(html).toContain('alt="A picture"');
  expect(html).toContain('<span class="author">Ada</span> A picture</a>');
});

const entry = (kind: EntryRow['kind'], more: Partial<EntryRow>): EntryRow => ({
  id: id('e'),
  rev: 4,
  kind,
  name: '',
  text: '',
  negative_prompt: '',
  tags: [],
  always: true,
  created_by: 'ada',
  updated_by: 'ada',
  created_at: 1,
  updated_at: 1,
  deleted_at: null,
  ...more,
});

test('what the room keeps for its prompts stands before what was said, as words', async () => {
  const entries = [
    entry('character', { name: '<b>Ida</b>', text: 'a keeper <script>' }),
    entry('style', { name: 'Linocut', text: 'bold', negative_prompt: 'photo', always: false }),
  ];
  const shown = await page({ messages: [message('m', 'Hello')], entries });
  expect(shown).toContain('<b>&lt;b&gt;Ida&lt;/b&gt;</b>');
  expect(shown).toContain('a keeper &lt;script&gt;');
  expect(shown).toMatch(/<dt>Look<\/dt>[^]*bold[^]*Leaves out: photo[^]*Switched off/);
  expect(shown.indexOf('What this room keeps')).toBeLessThan(shown.indexOf('Hello'));
  expect(await page({ messages: [] })).not.toContain('What this room keeps');
});
