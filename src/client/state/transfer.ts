/** What an upload is for: to go with the message, or to be started from. */
export type UploadPlace = 'message' | 'start';

/** A file on its way to the server, or one that did not get there. */
export interface Transfer {
  key: number;
  chat_id: string;
  place: UploadPlace;
  name: string;
  /** A small picture of it as a data URL; empty until there is one. */
  preview: string;
  /** 0 to 1 of its bytes. */
  fraction: number;
  /** Why it did not get there, in a sentence; empty while it may. */
  failure: string;
  /** Whether trying again may help. */
  can_retry: boolean;
}
