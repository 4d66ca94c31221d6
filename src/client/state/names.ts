import type { ChatState } from './chat-state.ts';

/** The names of the members, and whether any changed that somebody asked for. */
export class Names {
  private members: ChatState['members'] = new Map();
  private readonly given = new Map<string, string>();
  private me = '';
  private myName = '';
  private version = 0;

  /**
   * Takes over who is a member now.
   *
   * @returns a number that is another one once a name that was given before is not right any more:
   *   not where somebody new joins
   */
  follow(members: ChatState['members'], me: string, myName: string): number {
    const same = members === this.members && me === this.me && myName === this.myName;
    if (same) return this.version;
    Object.assign(this, { members, me, myName });
    for (const [id, name] of this.given) {
      if (this.find(id) === name) continue;
      this.given.clear();
      this.version += 1;
      break;
    }
    return this.version;
  }

  /** The name of a person. */
  readonly of = (id: string): string => {
    const name = this.find(id);
    this.given.set(id, name);
    return name;
  };

  private find(id: string): string {
    return this.members.get(id)?.name ?? (id === this.me ? this.myName : 'Somebody');
  }
}
