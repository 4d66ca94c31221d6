import { z } from 'zod';
import { callEffect } from './call-faults.ts';

/** The ways in which a download goes wrong, by name. */
export const FILE_EFFECTS = [
  'missing',
  'forbidden',
  'expired',
  'truncated',
  'length_too_large',
  'length_too_small',
  'length_huge',
  'slow',
  'stalled',
  'endless',
  'oversize',
  'empty',
  'html',
  'svg',
  'text',
  'wrong_magic',
  'broken_rest',
  'polyglot',
  'trailing_html',
  'bomb_header',
  'bomb',
] as const;
export type FileEffect = (typeof FILE_EFFECTS)[number];

/** What the download of a picture meets. */
export const outputEffect = z.union([
  z.strictObject({ file: z.enum(FILE_EFFECTS) }),
  z.strictObject({ redirect: z.url() }),
  callEffect,
]);
