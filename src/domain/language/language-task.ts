/** A picture that a model is to look at. */
export type LanguagePicture = { bytes: Uint8Array; contentType: string };

/** What a language model is asked, whichever it is. */
export type LanguageTask = {
  /** What it is to do, and how. */
  system: string;
  /** What it is to do it with. */
  prompt: string;
  picture: LanguagePicture | null;
  /** Tokens that it may answer with. */
  maxTokens: number;
};
