/** Where on the screen something is that a menu opens beside, in pixels. */
export interface Anchor {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What is open over the messages. Most hold the `key` of the entry that they are about. */
export function createMessageStore() {
  return {
    menu: null as { key: string; anchor: Anchor } | null,
    /** Where the moves of an image are shown. */
    moves: null as { image: string; anchor: Anchor } | null,
    /** Where a reaction is chosen. */
    reacting: null as { key: string; anchor: Anchor } | null,
    /** Where there is no pointer to hover with. */
    sheet: null as string | null,
    /** The message that was asked to be deleted, by id, until that is confirmed. */
    deleting: null as string | null,
    /** What is being written into messages of mine that are changed, by `key`. */
    edits: new Map<string, string>(),
  };
}

export type MessageStore = ReturnType<typeof createMessageStore>;
