import { followUpDraft, followUpWords } from '../state/follow-up-draft.ts';
import { readCommand, type TypedCommand } from '../state/commands/read-command.ts';
import { freeImages, promptPlan, type PromptPlan } from '../state/prompt-plan.ts';
import { planOf } from '../stores/commands.ts';
import { followedBy } from '../stores/last-image.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** What the groups of a prompt stand for, or what a command will do, below it. */
export function promptNote(stores: Stores, place: 'composer' | 'form') {
  const { chat, draft } = stores;
  return defineComponent({
    get typed(): TypedCommand {
      return place === 'form' ? { kind: 'words', text: draft.prompt } : readCommand(draft.text());
    },
    get plan(): PromptPlan {
      const prompt = this.typed.kind === 'words' ? this.typed.text : '';
      return promptPlan(prompt, draft, draft.modelFor(chat.models), freeImages(chat), chat.lists);
    },
    get words(): string {
      const { typed } = this;
      // What is wrong with a command is said once it is to be done, not while it is written.
      if (typed.kind === 'unknown') return '';
      if (typed.kind === 'command') {
        const plan = planOf(stores, typed);
        return plan.does === 'nothing' ? '' : plan.words;
      }
      if (place === 'composer' && draft.mode !== 'image') return '';
      const prompt = typed.kind === 'words' ? typed.text : '';
      const followed = followedBy(stores, prompt);
      const model = draft.modelFor(chat.models);
      const from = followed
        ? followUpWords(followed, followUpDraft(draft, followed, model), model)
        : '';
      return [from, this.plan.words].filter(Boolean).join('. ');
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
