import { exportPages, type Source } from './export-pages.ts';

/** A chat as one JSON document, piece by piece. */
export async function* chatJson(source: Source, exportedAt: number): AsyncGenerator<string> {
  const { chat, members, entries } = source.first;
  const head = {
    format: 'darkroom-chat',
    version: 1,
    exported_at: exportedAt,
    chat,
    members,
    entries,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"messages":`;
  yield* array(source, ({ messages }) => messages);
  yield ',"images":';
  yield* array(source, ({ images }) => images);
  yield '}\n';
}

type Page = Source['first'];

async function* array(source: Source, of: (page: Page) => object[]): AsyncGenerator<string> {
  let isFirst = true;
  yield '[';
  for await (const page of exportPages(source)) {
    const rows = of(page).map((row) => `\n${JSON.stringify(row)}`);
    if (rows.length === 0) continue;
    yield `${isFirst ? '' : ','}${rows.join(',')}`;
    isFirst = false;
  }
  yield ']';
}
