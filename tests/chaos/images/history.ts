import type { ImageRow } from '../../../src/protocol/rows.ts';

/** One request for an image, and what its author was answered. */
export type Ask = {
  /** Its `client_id`. */
  name: string;
  by: string;
  room: string;
  /** No other request has it, but for one that asks for the same again. */
  prompt: string;
  /** The request that this one repeats after it failed: an explicit retry. */
  again: string | null;
  /** What was scripted to go wrong for this prompt. */
  faults: string[];
  /** Whether one of those may rightly keep its image from being completed. */
  isSpoilt: boolean;
  /** Whether its author asked for a cancel. */
  isCanceled: boolean;
  /** In the order in which they came; one request may be sent many times. */
  answers: string[];
  refusals: string[];
};

/** What somebody heard of an image, in the order in which they heard it. */
export type Heard = { by: string; room: string; connection: number; image_id: string } & (
  { type: 'row'; row: ImageRow } | { type: 'progress'; progress: number | null }
);

/** A room's images as somebody has them in the end. */
export type ReadRows = {
  by: string;
  room: string;
  /** Read afresh and to the last page; else what was heard live, which may lack old rows. */
  isWhole: boolean;
  images: ImageRow[];
};

/** What the app serves under an address of a completed image's row. */
export type Served = {
  image_id: string;
  by: string;
  path: string;
  status: number;
  content_type: string | null;
  sha256: string;
};

/** A prediction of the simulator's ledger. */
export type Prediction = {
  id: string;
  prompt: string;
  status: string;
  billable: boolean;
  /** From its creation to its end, in milliseconds; `null` while it has none. */
  took_ms: number | null;
  /** SHA-256 (hex) of each picture as it was painted. */
  painted: string[];
};

/** Everything that the checker gets to see. */
export type ImageHistory = {
  asks: Ask[];
  heard: Heard[];
  reads: ReadRows[];
  served: Served[];
  predictions: Prediction[];
  /** How long a prediction may take until the app stops it, in milliseconds. */
  runMs: number;
};

/** A broken invariant, in words that name what breaks it. */
export type Broken = { invariant: string; words: string };
