import { copyLasts } from '../auth/copy-lasts.ts';
import type { Commit } from './commit.ts';
import type { RoomStore } from './room-store.ts';
import type { Introduction } from './visit.ts';

/**
 * How long after a sign-out a person has to be introduced anew, in milliseconds: longer than the copy
 * of a session counts.
 */
const signOutMs = (copyLasts + 60) * 1000;

/** The chat's own row and its members': who they are, under which names. */
export class RoomPeople {
  #store: RoomStore;

  constructor(store: RoomStore) {
    this.#store = store;
  }

  /**
   * Whether a person may come in without an introduction: a member who did not sign out a short
   * while ago. @param now milliseconds since 1970
   */
  knows(userId: string, now: number): boolean {
    const isSignedOut = this.#store.mark(signOut(userId)) > now;
    // A room from before there were owners learns from an introduction who it is.
    const hasOwner = (this.#store.chat()?.owner_id ?? null) !== null;
    return !isSignedOut && hasOwner && this.#store.get('member', userId) !== null;
  }

  /** Notes that a person signed out: a session that was checked before does not count any more. */
  signedOut(userId: string, now: number): void {
    this.#store.setMark(signOut(userId), now + signOutMs);
  }

  /** Whether there is anything new in an introduction. */
  isNews({ chat, person }: Introduction): boolean {
    return (
      this.#store.get('member', person.id)?.name !== person.name ||
      this.#store.chat()?.owner_id !== chat.owner_id
    );
  }

  /** Shows a person among the members, and makes the room where it was not made yet. */
  welcome({ chat, person }: Introduction, commit: Commit, now: number): void {
    const known = this.#store.chat();
    if (known?.owner_id !== chat.owner_id) {
      const row = this.#store.put('chat', { ...chat, ...known, owner_id: chat.owner_id });
      commit.change({ kind: 'chat', row });
    }
    const member = this.#store.get('member', person.id);
    if (member?.name === person.name) return;
    const joined_at = member?.joined_at ?? now;
    commit.change({ kind: 'member', row: this.#store.put('member', { ...person, joined_at }) });
  }

  /** Shows the chat under another name. */
  renameChat(name: string, commit: Commit): void {
    const chat = this.#store.chat();
    if (!chat || chat.name === name) return;
    commit.change({ kind: 'chat', row: this.#store.put('chat', { ...chat, name }) });
  }

  /** Shows a member under another name. */
  renameMember(id: string, name: string, commit: Commit): void {
    const member = this.#store.get('member', id);
    if (!member || member.name === name) return;
    commit.change({ kind: 'member', row: this.#store.put('member', { ...member, name }) });
  }
}

function signOut(userId: string): string {
  return `signed_out/${userId}`;
}
