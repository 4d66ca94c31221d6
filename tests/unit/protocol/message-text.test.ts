import { describe, expect, test } from 'vitest';
import { parseMessageText, plainText, type TextNode } from '../../../src/protocol/message-text.ts';

const paragraph = (...children: TextNode[]): TextNode => ({ type: 'paragraph', children });
const text = (words: string): TextNode => ({ type: 'text', text: words });
const end: TextNode = { type: 'break' };

/** A tree as short as it can be read. */
function drawn(nodes: readonly TextNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'break') return '⏎';
      if (node.type === 'text') return node.text;
      if ('text' in node) return `<${node.type}:${node.text}>`;
      if (node.type === 'list') {
        const items = node.items.map(
          ({ value, children }) => `(${value ?? '•'} ${drawn(children)})`,
        );
        return `<list ${items.join('')}>`;
      }
      return `<${node.type} ${drawn(node.children)}>`;
    })
    .join('');
}

describe('What is Markdown', () => {
  test.each([
    ['**bold** and __bold__', '<strong bold> and <strong bold>'],
    ['*it* and _it_', '<emphasis it> and <emphasis it>'],
    ['~~gone~~', '<strike gone>'],
    ['**a *b* c**', '<strong a <emphasis b> c>'],
    ['`a **b** <i>`', '<code:a **b** <i>>'],
    ['see https://a.org/x_y_z, yes', 'see <link https://a.org/x_y_z>, yes'],
    ['[words](https://a.org)', '<link words>'],
    ['ada@example.org', '<link ada@example.org>'],
    ['one\ntwo', 'one⏎two'],
  ])('%j within a paragraph', (typed, tree) => {
    expect(drawn(parseMessageText(typed))).toBe(`<paragraph ${tree}>`);
  });

  test('paragraphs end with an empty line', () => {
    expect(parseMessageText('one\n\ntwo')).toEqual([
      paragraph(text('one')),
      paragraph(text('two')),
    ]);
  });

  test('a code block keeps its lines, its markup and its language', () => {
    expect(parseMessageText('```js\nlet **a** = 1;\n\n  b();\n```\ndone')).toEqual([
      { type: 'code_block', language: 'js', text: 'let **a** = 1;\n\n  b();' },
      paragraph(text('done')),
    ]);
  });

  test('words after a fence are the first line of the code', () => {
    expect(parseMessageText('```so it goes\non\n```')).toEqual([
      { type: 'code_block', language: '', text: 'so it goes\non' },
    ]);
  });

  test('lists lie within lists', () => {
    expect(drawn(parseMessageText('- a\n  - b\n- c'))).toBe(
      '<list (• <paragraph a><list (• <paragraph b>)>)(• <paragraph c>)>',
    );
  });

  test('the numbers of a list are those that were typed', () => {
    expect(drawn(parseMessageText('5. x\n9. y'))).toBe('<list (5 <paragraph x>)(9 <paragraph y>)>');
  });

  test('a line after a list or a quote is no part of it', () => {
    expect(drawn(parseMessageText('- a\nthanks'))).toBe(
      '<list (• <paragraph a>)><paragraph thanks>',
    );
    expect(drawn(parseMessageText('> so\nno'))).toBe('<quote <paragraph so>><paragraph no>');
  });

  test('a backslash takes its meaning from a sign', () => {
    expect(drawn(parseMessageText('\\*no\\*'))).toBe('<paragraph *no*>');
  });
});

describe('What stays as it was typed', () => {
  test.each([
    '<b>hi</b> <script>alert(1)</script>',
    '&amp; &lt;',
    '# heading',
    '![picture](https://a.org/b.png)',
    '[words](javascript:alert(1))',
    '[words](data:text/html,hi)',
    '[words](/relative)',
    '[words](https://a.org "a title")',
    '[https://bank.example](https://evil.example)',
    '[foo]: somewhere',
    '| a | b |',
    '---',
    '2*3*4 and 2**3**4',
    'snake_case_name',
    '~5 to ~10~',
    '>_<',
    '> ',
    '```',
    '-',
    '1.',
    '+1',
  ])('%j', (typed) => {
    expect(parseMessageText(typed)).toEqual([paragraph(text(typed))]);
  });

  test('lines that would be a heading, a table, HTML or a rule', () => {
    const typed = ['a', '# b', '---', '| c |', '|---|', '<div>', '***', '===', 'd'];
    expect(parseMessageText(typed.join('\n'))).toEqual([
      paragraph(...typed.flatMap((line, index) => (index > 0 ? [end, text(line)] : [text(line)]))),
    ]);
  });

  test('the boxes of a list of tasks', () => {
    expect(drawn(parseMessageText('- [x] done\n- [ ] not'))).toBe(
      '<list (• <paragraph [x] done>)(• <paragraph [ ] not>)>',
    );
  });
});

describe('Mentions', () => {
  const ana = { user_id: 'u1', name: 'Ana' };
  const anaLu = { user_id: 'u2', name: 'Ana Lu (1)' };

  test('become nodes of their own, the longest name first', () => {
    expect(drawn(parseMessageText('hi @Ana Lu (1), **@ana**!', [ana, anaLu]))).toBe(
      '<paragraph hi <mention:@Ana Lu (1)>, <strong <mention:@ana>>!>',
    );
  });

  test('stay words within words, code and links', () => {
    expect(drawn(parseMessageText('x@Ana @Anabel `@Ana` [@Ana](https://a.org)', [ana]))).toBe(
      '<paragraph x@Ana @Anabel <code:@Ana> <link @Ana>>',
    );
  });

  test('hold everybody of that name', () => {
    const other = { user_id: 'u3', name: 'ana' };
    expect(parseMessageText('@Ana', [ana, other])).toEqual([
      paragraph({ type: 'mention', text: '@Ana', user_ids: ['u1', 'u3'] }),
    ]);
  });
});

test('an excerpt has the words without their form, on one line', () => {
  const tree = parseMessageText('**One**\ntwo\n\n- three\n- *four*\n> five\n```\nsix\n```');
  expect(plainText(tree)).toBe('One two three four five six');
});

/** A generator of the same numbers every time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const pieces = [
  ['*', '**', '_', '__', '~~', '`', '``', '```', '```js\n', '> ', '>', '- ', '1. ', '7) ', '+ '],
  ['# ', '---', '***', '===', '|', '|---|', '[', '](', ')', '![', '](https://a.org)', ']: '],
  ['<', '>', '</b>', '<b>', '<!-- ', ' -->', '<![CDATA[', '<script>', '&amp;', '&#65;', '\\'],
  ['https://a.org/', 'www.b.org', 'c@d.org', 'javascript:', '@Ana', ' ', '  ', '    ', '\t'],
  ['\n', '\n\n', '\n\n\n', '\r\n', 'wörd', 'x', 'y z', 'Q', '12', '中文', 'é', '🎉', ' '],
].flat();

/** Every letter of a tree, with the addresses of its links. */
function letters(nodes: readonly TextNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'break') return '';
      if (node.type === 'list') {
        return node.items
          .map(({ value, children }) => `${value ?? ''}${letters(children)}`)
          .join('');
      }
      if (node.type === 'code_block') return node.language + node.text;
      if ('text' in node) return node.text;
      return letters(node.children) + (node.type === 'link' ? node.href : '');
    })
    .join('');
}

const counted = (words: string) => {
  const found = words.match(/[\p{L}\p{N}]/gu) ?? [];
  return new Map(
    Object.entries(Object.groupBy(found, (letter) => letter)).map(([letter, all]) => [
      letter,
      all?.length ?? 0,
    ]),
  );
};

test('nothing that was typed gets lost, whatever it was', () => {
  const roll = dice(7);
  for (let round = 0; round < 4_000; round += 1) {
    const typed = Array.from({ length: 1 + roll(24) }, () => pieces[roll(pieces.length)]).join('');
    const tree = parseMessageText(typed, [{ user_id: 'u1', name: 'Ana' }]);
    const shown = counted(letters(tree));
    for (const [letter, times] of counted(typed)) {
      expect(
        shown.get(letter) ?? 0,
        `${letter} of ${JSON.stringify(typed)}`,
      ).toBeGreaterThanOrEqual(times);
    }
    if (typed.trim() !== '') expect(plainText(tree), JSON.stringify(typed)).not.toBe('');
    const opened = JSON.stringify(tree).match(/"href":"[^"]*/g) ?? [];
    for (const href of opened) expect(href).toMatch(/^"href":"(https?:\/\/|mailto:)/);
  }
});

test('no text takes long, however it was made', () => {
  const bombs = [
    '[',
    '> ',
    '>',
    '*a ',
    '**a',
    '_a_',
    '- ',
    '`',
    '![',
    '[a](',
    'a@',
    '<',
    '~~a',
    '(',
    '\\',
    '&#',
    '*_',
  ];
  for (const bomb of bombs) {
    const typed = bomb.repeat(4_000 / bomb.length);
    const begun = performance.now();
    parseMessageText(typed);
    parseMessageText(`https://a.org/${typed}`);
    expect(performance.now() - begun, bomb).toBeLessThan(500);
  }
});
