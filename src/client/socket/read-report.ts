/** Milliseconds in which what was seen is gathered. */
const gathering = 1_000;

/** Tells up to which revision I have seen the chat: the latest only, and not at every message. */
export class ReadReport {
  private readonly say: (rev: number) => boolean;
  private seen = -1;
  private said = -1;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (rev: number) => boolean) {
    this.say = say;
  }

  /** Everything up to this revision was seen. */
  note(rev: number): void {
    if (rev <= this.seen) return;
    this.seen = rev;
    this.timer ??= setTimeout(() => this.tell(), gathering);
  }

  /** A connection is there. @param known up to which revision the server knows it already */
  resume(known: number | null): void {
    this.said = Math.max(this.said, known ?? -1);
    this.tell();
  }

  /** The chat is left: tells at once what was not told yet. */
  close(): void {
    this.tell();
  }

  private tell(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.seen > this.said && this.say(this.seen)) this.said = this.seen;
  }
}
