import { expect, test } from 'vitest';
import { closedShortcode, completionQuery } from '../../../../src/client/state/completion-query.ts';

/** The caret stands where the bar is. */
const at = (marked: string) => completionQuery(marked.replace('|', ''), marked.indexOf('|'));

test('a name begins with an at sign', () => {
  expect(at('hi @|')).toEqual({ kind: 'mention', from: 3, query: '' });
  expect(at('hi @An|')).toEqual({ kind: 'mention', from: 3, query: 'An' });
  expect(at('(@Ana Lu|')).toEqual({ kind: 'mention', from: 1, query: 'Ana Lu' });
});

test('an emoji begins with a colon and two letters', () => {
  expect(at('yes :t|')).toBeNull();
  expect(at('yes :ta|')).toEqual({ kind: 'emoji', from: 4, query: 'ta' });
  expect(at('@Ana :+1|')).toEqual({ kind: 'emoji', from: 5, query: '+1' });
});

test('what stands behind the caret does not count', () => {
  expect(at('@A|na')).toEqual({ kind: 'mention', from: 0, query: 'A' });
});

test.each(['ada@exa|', 'at 12:30|', 'https://a|', '@ An|', '@Ana\nnext|', 'plain|', '::ta|'])(
  'there is nothing to complete in %j',
  (marked) => {
    expect(at(marked)).toBeNull();
  },
);

test('a name that is longer than any is none', () => {
  expect(at(`@${'a'.repeat(60)}|`)).toBeNull();
});

test('a shortcode is whole with its second colon', () => {
  expect(closedShortcode('so :tada:', 9)).toBe('tada');
  expect(closedShortcode('so :tada: yes', 9)).toBe('tada');
  expect(closedShortcode('at 10:30:', 9)).toBeNull();
});
