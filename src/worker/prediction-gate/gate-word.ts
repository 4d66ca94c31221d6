import type { RoomReport } from '../../domain/prediction-gate/gate.ts';
import type { Answer, Service } from '../../domain/prediction-gate/service.ts';

/** How long a model worked on one image, in milliseconds, as the provider measured it. */
export type ModelTime = { model: string; ms: number };

/**
 * What a room tells the gate: where its images stand, and what it has learned since it last told:
 * how the provider answered for the account, and how long models worked.
 */
export type RoomNews = RoomReport & { answers: Answer[]; measured: ModelTime[] };

/** What the gate tells a room. */
export type GateWord = {
  /** Images of this room that have a slot now. A room may hear of one more than once. */
  given: string[];
  /** Where its images that wait stand in the line of all rooms. */
  places: { image_id: string; position: number; wait_ms: number | null }[];
  /** Images that hold a slot, over all rooms. */
  running: number;
  /** How long each model usually takes, in milliseconds, where that was measured. */
  usual: Record<string, number>;
  service: Service;
};
