/**
 * What is used of Node's hashes, which the runtime has: unlike Web Crypto's they answer at once, and
 * know MD5.
 */
declare module 'node:crypto' {
  export function createHash(algorithm: 'sha256' | 'md5'): {
    update(data: string): { digest(encoding: 'base64url' | 'base64'): string };
  };
}
