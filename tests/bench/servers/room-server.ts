import type { DialectName } from '../load/dialects.ts';
import type { Dial } from '../load/orders.ts';

/** The systems that take turns. */
export const systems = ['darkroom', 'broadcast', 'partyserver', 'socketio'] as const;
export type System = (typeof systems)[number];

/** A running server with rooms, ours or a reference. */
export type RoomServer = {
  system: System;
  dialect: DialectName;
  /** The root of its process tree. */
  pid: number;
  /** Makes a new room, and says how so many clients come into it. */
  newRoom: (clients: number) => Promise<Dial[]>;
  /** What a browser has done just before it connects: loaded the page. */
  loadPage?: (dials: Dial[]) => Promise<Dial[]>;
  end: () => Promise<void>;
};
