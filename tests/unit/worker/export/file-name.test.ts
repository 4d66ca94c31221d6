import { expect, test } from 'vitest';
import { attachmentOf } from '../../../../src/worker/export/file-name.ts';

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
