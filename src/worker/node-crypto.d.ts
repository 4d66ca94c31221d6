/** What is used of Node's hashes, which the runtime has: unlike Web Crypto's they answer at once. */
declare module 'node:crypto' {
  export function createHash(algorithm: 'sha256'): {
    update(data: string): { digest(encoding: 'base64url'): string };
  };
}
