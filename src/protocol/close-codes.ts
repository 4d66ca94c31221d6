/** Why the server ends a WebSocket. */
export const closeCodes = {
  /** A binary frame. */
  unsupported: 1003,
  /** Too much that is refused. */
  policy: 1008,
  /** A frame above `limits.frameBytes`. */
  tooLarge: 1009,
  /** Too fast even for a greeting: to come back after a pause, as after any break. */
  busy: 1013,
  signedOut: 4401,
  /** The chat was deleted. */
  gone: 4404,
  /** The reader did not keep up; it may come back at once, and resumes. */
  tooSlow: 4408,
} as const;
