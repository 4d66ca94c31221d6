import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    s3: string;
  }
}

/** Says which port it got, and ends with whoever started it. */
const program = `
  const S3rver = require('@20minutes/s3rver');
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: process.argv[1],
    configureBuckets: [{ name: 'pictures' }],
  });
  server.run().then(({ port }) => console.log(port));
  process.stdin.resume().on('end', () => process.exit());
`;

/**
 * Runs an S3 server beside the worker tests. It checks every signature, against one fixed key. In a
 * process of its own, since it makes the tokens of its listings with a cipher that OpenSSL 3 has
 * only as a legacy.
 */
export default async function startS3Server(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'darkroom-s3-'));
  const flags = ['--openssl-legacy-provider', '--eval', program, directory];
  const server = spawn(process.execPath, flags, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = await Promise.race([
    once(createInterface(server.stdout), 'line'),
    once(server, 'exit').then(() => Promise.reject(new Error('The S3 server did not start.'))),
  ]);
  project.provide('s3', `http://127.0.0.1:${port}`);
  return async () => {
    server.kill();
    await once(server, 'exit');
    rmSync(directory, { recursive: true, force: true });
  };
}
