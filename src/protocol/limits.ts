/**
 * Bounds that both sides of the wire know. The server refuses what lies outside of them with a
 * code; the interface shows them before anything is sent.
 */
export const limits = {
  /** Characters of one chat message. */
  messageLength: 4_000,
  /** Characters of a prompt, and of a negative prompt. */
  promptLength: 2_000,
  /** Characters of a prompt, or negative prompt, with all that was added to it. */
  composedPromptLength: 4_000,
  /** What a room keeps for its prompts: entries, and changes of them that can be undone. */
  entries: 200,
  entryChanges: 300,
  /** Characters of the name of a style, a character or a list, and of the words of a style. */
  entryNameLength: 60,
  entryTextLength: 1_000,
  /** Tags of a kept prompt, and characters of one. */
  tags: 10,
  tagWordLength: 30,
  /** Styles of one request. */
  stylesPerRequest: 6,
  /** Messages that a prompt is drafted from. */
  proposalMessages: 40,
  /** Prompts of one person that are being drafted. */
  proposalsInWriting: 3,
  /** Suggestions that one person waits for in a chat. */
  suggestionsAtOnce: 2,
  /** What one person may ask of language models in a chat: they cost money. */
  languageRate: { burst: 10, perSecond: 1 / 6 },
  /** Prompts on one page of those that were asked with. */
  pageOfPrompts: 30,
  /** Prompts and styles that a person keeps. */
  keptPrompts: 500,
  /** Characters of a person's name. */
  nameLength: 40,
  /** Characters of a chat's name. */
  chatNameLength: 80,
  /** Bytes of one WebSocket frame from a client. */
  frameBytes: 64 * 1024,
  /** Characters of a quoted or searched text that are shown of it. */
  excerptLength: 200,
  /** Messages in one frame from a client. */
  messagesPerFrame: 100,
  /** Frames that are no message before the server closes the connection. */
  malformedFrames: 5,
  /** So many messages that came too fast count as one of those. */
  tooFastPerMalformed: 40,
  /**
   * What one person may send in a chat: a bucket of `burst`, refilled at `perSecond`. Whoever runs
   * the server may set others, see docs/operations.md.
   */
  requestRate: { burst: 60, perSecond: 10 },
  /** Connections of one person to one chat, and of everybody to it. */
  socketsPerPerson: 12,
  socketsPerRoom: 5_000,
  /** Connections of one person to their inbox. */
  inboxSockets: 12,
  /** A reader is asked after so many characters whether it has them … */
  syncEvery: 256 * 1024,
  /** … and dropped when so many more went out before it said so. It resyncs when it comes back. */
  unsyncedLength: 4 * 1024 * 1024,
  /** Milliseconds between two words of one person that they are typing. */
  typingEvery: 1_000,
  /** Images that have not ended: of one person in a chat, and of everybody in it. */
  liveImages: { perPerson: 40, perChat: 100 },
  /** Predictions at the provider at once, over all chats; whoever runs the server may set another. */
  parallelPredictions: 20,
  /** Messages in a snapshot and in one page of history. */
  pageOfMessages: 100,
  /** People whom one reaction counts. */
  reactionPeople: 200,
  /** Hits on one page of a search, and characters of what is searched for. */
  pageOfHits: 30,
  searchLength: 200,
  /** Unread messages are counted up to this many. */
  unreadCount: 100,
  /** Rows changed since `last_rev` above which a resume is answered with a snapshot instead. */
  resumeRows: 500,
  /** Characters of the operator's key. */
  operatorKeyLength: 200,
  /** Bytes of an HTTP request's body. */
  bodyBytes: 16 * 1024,
  /** A picture that somebody sends: its bytes, its pixels, and its frames where it moves. */
  uploads: { bytes: 20 * 1024 * 1024, pixels: 40_000_000, frames: 1_000 },
  /** Pictures that are downloaded at once. */
  downloads: 100,
  /** Pixels, where a model takes a width and a height in these bounds; else its own hold. */
  size: { min: 384, max: 1024, step: 64, default: 512 },
  /** Pixels of a side, whatever a model may say of itself. */
  longestSide: 8_192,
  /** Images of one request. */
  imagesPerRequest: 4,
  /** Images that a request starts from. */
  sourceImages: 10,
  /** Uploaded images of one message. */
  uploadsPerMessage: 4,
  /** Options of a request, characters of the name of one, and of its value. */
  options: 60,
  optionNameLength: 80,
  optionLength: 2_000,
  /** Models that a room offers. */
  modelsPerRoom: 40,
  /** Characters of the tag of what a client has already. */
  tagLength: 64,
  /** Images that are told of a family. */
  familyImages: 300,
  /** Largest seed: what fits a signed 32-bit integer is taken by every model with a seed. */
  maxSeed: 2_147_483_647,
} as const;
