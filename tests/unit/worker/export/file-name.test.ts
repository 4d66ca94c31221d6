import { expect, test } from 'vitest';
import { attachmentOf, imageFileName } from '../../../../src/worker/export/file-name.ts';

test.each([
  ['Lighthouses', `filename="Lighthouses.zip"; filename*=UTF-8''Lighthouses.zip`],
  [
    'Größe & Café',
    `filename="Groe Cafe.zip"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%26%20Caf%C3%A9.zip`,
  ],
  ['../../etc/passwd', `filename="etc passwd.zip"; filename*=UTF-8''etc%20passwd.zip`],
  [
    'a"; filename="b',
    `filename="a filename b.zip"; filename*=UTF-8''a%20%3B%20filename%3D%20b.zip`,
  ],
  ['灯台', `filename="Room.zip"; filename*=UTF-8''%E7%81%AF%E5%8F%B0.zip`],
  ['...', `filename="Room.zip"; filename*=UTF-8''Room.zip`],
])('a room called %j is saved as %s', (name, expected) => {
  expect(attachmentOf(name, 'zip')).toBe(`attachment; ${expected}`);
});

test.each([
  ['A lighthouse, in a storm!', 'a-lighthouse-in-a-storm-3zYu0xcn.png'],
  ['Café in Zürich', 'cafe-in-zurich-3zYu0xcn.png'],
  ['灯台', 'darkroom-3zYu0xcn.png'],
  ['', 'darkroom-3zYu0xcn.png'],
  ['../"a\r\nb";', 'a-b-3zYu0xcn.png'],
  ['x'.repeat(2_000), 'darkroom-3zYu0xcn.png'],
  ['very '.repeat(100), `${'very-'.repeat(9)}3zYu0xcn.png`],
])('a picture of %j is saved as %s', (prompt, expected) => {
  expect(imageFileName(prompt, '3zYu0xcnSjd3Xyc9rBZy1q', 'png')).toBe(expected);
});
