import type { Model } from '../../protocol/model.ts';
import type { DraftParent } from '../state/draft.ts';
import { costInWords, picturesInWords, usualTime } from '../state/model-words.ts';
import { freeImages, promptPlan, type PromptPlan } from '../state/prompt-plan.ts';
import { closePanel } from '../stores/actions.ts';
import { promptHint } from '../state/prompt-hint.ts';
import {
  endRequest,
  forgetParent,
  holdFollowed,
  lastImage,
  parentsFor,
} from '../stores/last-image.ts';
import { promptRecall } from '../stores/recall-prompts.ts';
import type { Stores } from '../stores/stores.ts';
import { keepTyped } from '../stores/typed-prompts.ts';
import { defineComponent } from './define-component.ts';
import { draftField } from './draft-field.ts';
import { parentWords } from '../state/parent-words.ts';
import type { TypingSignal } from './typing-signal.ts';

/** The whole form of an image: its frame, its words, how many, and the button that makes them. */
export function createPanel(stores: Stores, typing: TypingSignal) {
  const { chat, draft, ui, uploads } = stores;
  const change = draftField(draft);
  const recall = promptRecall(stores);
  return defineComponent({
    get promptHint(): string {
      return promptHint(draft.parent);
    },
    get prompt(): string {
      return draft.prompt;
    },
    set prompt(text: string) {
      change('prompt', text);
      holdFollowed(stores, text);
      draft.recalled = -1;
      typing.wrote('prompt', text, performance.now());
    },
    get negative_prompt(): string {
      return draft.negative_prompt;
    },
    set negative_prompt(text: string) {
      change('negative_prompt', text);
    },

    /** Not "model": in the list of models that is the one of the row. */
    get chosenModel(): Model | undefined {
      return draft.modelFor(chat.models);
    },
    get takesPrompt(): boolean {
      return this.chosenModel?.prompt !== 'none';
    },
    get takesNegative(): boolean {
      return this.chosenModel?.takes_negative_prompt ?? true;
    },
    get sized(): boolean {
      return this.chosenModel?.size !== 'none';
    },
    get parents(): DraftParent[] {
      return parentsFor(stores, draft.prompt);
    },
    parentWords,
    clearParent(): void {
      forgetParent(stores);
      this.$refs['prompt']?.focus();
    },

    isCount(count: number): 'true' | 'false' {
      return draft.count === count ? 'true' : 'false';
    },
    setCount(count: number): void {
      draft.setCount(count);
    },
    get plan(): PromptPlan {
      return promptPlan(draft.prompt, draft, this.chosenModel, freeImages(chat), chat.lists);
    },
    get cost(): string {
      const { pictures, refusal } = this.plan;
      if (refusal !== '') return '';
      const words = costInWords(this.chosenModel, Number(pictures));
      const known = typeof this.chosenModel?.price === 'number';
      const sentence = chat.simulated && known ? `would cost ${words}` : words;
      return sentence.charAt(0).toUpperCase() + sentence.slice(1);
    },
    get time(): string {
      return this.chosenModel ? usualTime(this.chosenModel) : '';
    },
    get makeWords(): string {
      const { pictures, refusal } = this.plan;
      if (refusal !== '') return 'Too many';
      return pictures === 1n ? 'Make picture' : `Make ${picturesInWords(Number(pictures))}`;
    },
    get canMake(): boolean {
      const says = draft.prompt.trim() !== '' || this.chosenModel?.prompt !== 'required';
      if (this.plan.refusal !== '') return false;
      return says && chat.closed === null && uploads.under(draft.chatId, 'start').length === 0;
    },

    errorOf(field: string): string {
      return ui.panel === 'create' ? (draft.errors[field] ?? '') : '';
    },
    invalid(field: string): 'true' | 'false' {
      return this.errorOf(field) ? 'true' : 'false';
    },
    onKey(event: KeyboardEvent): void {
      const isUpOrDown = event.key === 'ArrowUp' || event.key === 'ArrowDown';
      if (isUpOrDown && event.altKey && event.target === this.$refs['prompt']) {
        event.preventDefault();
        void recall(event.key === 'ArrowUp' ? 1 : -1);
        return;
      }
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.make();
    },

    /** The prompt stays, so that the next picture is one change away. */
    make(): void {
      if (!this.canMake) return;
      const { plan } = this;
      const last = lastImage(stores, this.chosenModel);
      const requests = draft.requests(draft.prompt, chat.models, freeImages(chat), last);
      if (requests.length === 0) {
        requestAnimationFrame(() => this.showError());
        return;
      }
      chat.requestImages(requests);
      // The prompt stays, and what it goes on from with it: the next last picture is another one.
      holdFollowed(stores, draft.prompt);
      endRequest(stores, requests);
      if (plan.prompts > 1n) keepTyped(draft.chatId, draft.prompt);
      typing.stop();
      this.$dispatch('sent');
      if (window.matchMedia('(max-width: 719px)').matches) {
        draft.usePrompt('');
        chat.setSuggestion(null);
        draft.clearSources();
        closePanel(stores);
      }
    },
    showError(): void {
      this.$root.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    },
  });
}
