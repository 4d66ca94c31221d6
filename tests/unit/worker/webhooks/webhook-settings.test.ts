import { expect, test } from 'vitest';
import { readSettings, type SettingsEnv } from '../../../../src/worker/settings.ts';
import { otherSecret, vector } from './signed-request.ts';

const enough = { AUTH_SECRET: 'x'.repeat(32), REPLICATE_API_TOKEN: 'r8_token' };
const local = { REPLICATE_BASE_URL: 'http://127.0.0.1:8790/v1' };

/** What is read for Replicate, or the sentence that says what to mend. */
function read(given: SettingsEnv) {
  const settings = readSettings({ ...enough, ...given });
  return settings.ok ? settings.settings.replicate : settings.problem;
}

test('without settings Replicate cannot reach us, and is asked for its secret', () => {
  expect(read({})).toMatchObject({ publicUrl: null, webhookSecrets: [] });
  expect(read({ PUBLIC_URL: '', REPLICATE_WEBHOOK_SECRET: '' })).toMatchObject({
    publicUrl: null,
    webhookSecrets: [],
  });
});

test.each([
  ['https://darkroom.example', 'https://darkroom.example'],
  ['https://darkroom.example/', 'https://darkroom.example'],
  ['https://darkroom.example:8443/rooms/', 'https://darkroom.example:8443/rooms'],
])('%s is where webhooks come to', (given, publicUrl) => {
  expect(read({ PUBLIC_URL: given })).toMatchObject({ publicUrl });
});

test.each(['http://localhost:8787', 'http://127.0.0.1:8787', 'http://[::1]:8787'])(
  '%s will do for a server on this machine, and for no other',
  (given) => {
    expect(read({ ...local, PUBLIC_URL: given })).toMatchObject({ publicUrl: given });
    expect(read({ PUBLIC_URL: given })).toMatch(/^PUBLIC_URL .* Replicate cannot reach\. Set it/);
  },
);

test.each([
  'http://darkroom.example',
  'http://localhost.example',
  'http://127.0.0.1.example',
  'ftp://darkroom.example',
  'darkroom.example',
  'https://darkroom.example?x=1',
  'https://darkroom.example#x',
  'https://ada:pw@darkroom.example',
  'javascript:alert(1)',
])('%s is refused in a sentence', (given) => {
  expect(read({ ...local, PUBLIC_URL: given })).toMatch(/^PUBLIC_URL is not an address/);
});

test('one secret or two can be given', () => {
  expect(read({ REPLICATE_WEBHOOK_SECRET: vector.secret })).toMatchObject({
    webhookSecrets: [vector.secret],
  });
  expect(read({ REPLICATE_WEBHOOK_SECRET: `${vector.secret}, ${otherSecret}` })).toMatchObject({
    webhookSecrets: [vector.secret, otherSecret],
  });
});

test.each([
  'secret',
  ',',
  'whsec_',
  `whsec_!${vector.secret}`,
  `${vector.secret},${otherSecret},${otherSecret}`,
])('%j as the secret is refused without repeating it', (given) => {
  const problem = read({ REPLICATE_WEBHOOK_SECRET: given });
  expect(problem).toMatch(/^REPLICATE_WEBHOOK_SECRET is not/);
  if (given.includes('MfKQ')) expect(problem).not.toContain('MfKQ');
});
