import { typingSentence } from '../state/typing-sentence.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

const mostFaces = 3;

/** Who is writing, in the row above the composer that is reserved for it. */
export function typingRow({ chat }: Stores) {
  return defineComponent({
    get sentence(): string {
      return typingSentence(chat.typingPeople);
    },
    get faces() {
      return chat.typingPeople.slice(0, mostFaces);
    },
  });
}
