// oxlint-disable-next-line import/no-unassigned-import -- Vite takes the styles from here.
import '../styles/prompts.css';
import { createPromptsStore } from '../stores/prompts-store.ts';
import type { Stores } from '../stores/stores.ts';
import type { Definitions } from './full-view.ts';
import { keepPromptForm } from './keep-prompt-form.ts';
import { promptsPanel } from './prompts-panel.ts';

/** Gives the components of the tab "Prompts" to Alpine. They share what is kept. */
export function definePrompts(stores: Stores, { data, reactive }: Definitions): void {
  const prompts = reactive(createPromptsStore());
  data('promptsPanel', () => promptsPanel(stores, prompts));
  data('keepPromptForm', () => keepPromptForm(stores, prompts));
}
