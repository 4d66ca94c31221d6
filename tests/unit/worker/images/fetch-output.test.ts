import { expect, test } from 'vitest';
import { isOutputUrl } from '../../../../src/worker/images/fetch-output.ts';

const real = 'https://api.replicate.com/v1';
const local = 'http://127.0.0.1:8790/v1';

test.each([
  ['https://replicate.delivery/a/out.png', real],
  ['https://pbxt.replicate.delivery/a/out.png', real],
  ['http://127.0.0.1:8790/files/p/0.png', local],
])('%s may be fetched', (url, base) => {
  expect(isOutputUrl(url, base)).toBe(true);
});

test.each([
  ['http://replicate.delivery/out.png', real],
  ['https://replicate.delivery:8443/out.png', real],
  ['https://replicate.delivery.evil.example/out.png', real],
  ['https://evilreplicate.delivery/out.png', real],
  ['https://user@replicate.delivery/out.png', real],
  ['https://169.254.169.254/latest', real],
  ['http://127.0.0.1:8790/files/p/0.png', real],
  ['http://127.0.0.1:9999/files/p/0.png', local],
  ['http://localhost:8790/files/p/0.png', local],
  ['http://2130706433:8790/x', real],
  ['file:///etc/passwd', local],
  ['data:image/png;base64,AAAA', local],
  ['not a url', local],
  [null, local],
  [['https://replicate.delivery/out.png'], real],
])('%s may not be fetched', (url, base) => {
  expect(isOutputUrl(url, base)).toBe(false);
});
