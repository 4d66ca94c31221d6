/** Who reacted with what. */
export type Reactions = { reaction: string; user_ids: string[] }[];

/**
 * The reactions after a person set or took back one of theirs. A reaction that nobody has any more
 * is gone; a new one goes to the end.
 */
export function withReaction(
  reactions: Reactions,
  reaction: string,
  userId: string,
  on: boolean,
): Reactions {
  const known = reactions.find((entry) => entry.reaction === reaction);
  if (!known) return on ? [...reactions, { reaction, user_ids: [userId] }] : reactions;
  if (known.user_ids.includes(userId) === on) return reactions;
  const user_ids = on
    ? [...known.user_ids, userId]
    : known.user_ids.filter((other) => other !== userId);
  return reactions
    .map((entry) => (entry === known ? { reaction, user_ids } : entry))
    .filter((entry) => entry.user_ids.length > 0);
}
