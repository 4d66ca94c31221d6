import { expect, test } from 'vitest';
import { readSettings } from '../../../src/simulator/settings.ts';

test('settings that are absent or empty have their defaults', () => {
  expect(readSettings({ SIMULATOR_PORT: '' })).toEqual({
    settings: { port: 8790, stateDir: '.darkroom/simulator', seconds: 4, fileSeconds: 3600 },
  });
});

test.each([
  ['SIMULATOR_PORT', 'door'],
  ['SIMULATOR_PORT', '70000'],
  ['SIMULATOR_SECONDS', '0'],
  ['SIMULATOR_FILE_SECONDS', '-1'],
])('%s=%s is named in one plain line', (name, value) => {
  const read = readSettings({ [name]: value });
  expect(read).toEqual({
    problem: expect.stringMatching(new RegExp(`^${name}=${value} cannot be used: .+$`)) as unknown,
  });
});
