import { createHash } from 'node:crypto';

/**
 * A version for a model whose real one does not matter here: 64 hexadecimal digits, always the same.
 * @param path `owner/name`
 */
export function versionId(path: string): string {
  return createHash('sha256').update(path).digest('hex');
}
