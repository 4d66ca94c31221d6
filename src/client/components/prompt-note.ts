import { freeImages, promptPlan, type PromptPlan } from '../state/prompt-plan.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** What the groups of a prompt stand for, below it; in the composer only where that is one. */
export function promptNote({ chat, draft }: Stores, place: 'composer' | 'form') {
  return defineComponent({
    get plan(): PromptPlan {
      return promptPlan(draft.prompt, draft, draft.modelFor(chat.models), freeImages(chat));
    },
    get words(): string {
      return place === 'form' || draft.mode === 'image' ? this.plan.words : '';
    },
    get refused(): 'true' | 'false' {
      return this.plan.refusal === '' ? 'false' : 'true';
    },
    get switchable(): boolean {
      return this.plan.grouped;
    },
    get asIs(): 'true' | 'false' {
      return draft.as_is ? 'true' : 'false';
    },
    toggle(): void {
      draft.setAsIs(!draft.as_is);
      const field = place === 'form' ? '#create-prompt' : '#composer-text';
      document.querySelector<HTMLElement>(field)?.focus();
    },
  });
}
