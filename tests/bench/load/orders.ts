import type { DialectName } from './dialects.ts';

/** One connection to make: where, and with which headers. */
export type Dial = { url: string; headers: Record<string, string> };

/** What the bench asks of the load process. Durations are in seconds. */
export type Order =
  | { do: 'connect'; dialect: DialectName; dials: Dial[]; senders: number }
  | { do: 'saturate'; seconds: number; window: number }
  | { do: 'trickle'; seconds: number; perSecond: number }
  | { do: 'fill'; messages: number; window: number }
  | { do: 'close' };

/** What it answers each with. */
export type Answers = {
  /** From the first dial until the last connection has its page, in milliseconds. */
  connect: { ms: number };
  /** `perSecond` while the senders were sending, `deliveries` until all had arrived. */
  saturate: { perSecond: number; deliveries: number; loadCpu: number };
  /** Milliseconds from a message's sending to each receipt of it. */
  trickle: { p50: number; p95: number; p99: number; deliveries: number };
  fill: { messages: number };
  close: Faults & { sent: number; deliveries: number };
};

/** Deliveries that went wrong. */
export type Faults = { lost: number; doubled: number; disordered: number };
