// oxlint-disable-next-line import/no-unassigned-import -- Vite takes the styles from here.
import '../styles/models-dialog.css';
import { limits } from '../../protocol/limits.ts';
import { modelIdPattern } from '../../protocol/model-id.ts';
import type { Model } from '../../protocol/model.ts';
import { takesInWords } from '../state/model-takes.ts';
import { priceOf } from '../state/model-words.ts';
import { sentenceOf } from '../stores/http-api.ts';
import { chooseModels, findModel, readChatModels } from '../stores/models-api.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

interface ModelsState {
  phase: 'loading' | 'ready' | 'failed';
  /** All that are known to the room, in the order in which they stand here. */
  known: Model[];
  /** What is to be offered: in the order in which it was, and then as it was ticked. */
  ticked: string[];
  failure: string;
  isSaving: boolean;
  /** What is typed to find another one by. */
  name: string;
  isFinding: boolean;
  found: Model | null;
  notFound: string;
}

/** Which models the room offers; for its owner. */
export function modelsDialog({ chat, ui }: Stores) {
  const start: ModelsState = {
    phase: 'loading',
    known: [],
    ticked: [],
    failure: '',
    isSaving: false,
    name: '',
    isFinding: false,
    found: null,
    notFound: '',
  };
  return defineComponent({
    ...start,

    init() {
      void this.load();
      this.$watch('isOpen', (open: boolean) => {
        if (open) void this.load();
      });
    },
    get isOpen(): boolean {
      return ui.dialog === 'models';
    },
    async load(): Promise<void> {
      Object.assign(this, start);
      try {
        const { offered, models } = await readChatModels(chat.id ?? '');
        this.known = models;
        this.ticked = offered;
        this.phase = 'ready';
      } catch (error) {
        this.failure = sentenceOf(error);
        this.phase = 'failed';
      }
    },

    isTicked({ id }: Model): boolean {
      return this.ticked.includes(id);
    },
    tick({ id }: Model): void {
      this.failure = '';
      this.ticked = this.ticked.includes(id)
        ? this.ticked.filter((one) => one !== id)
        : [...this.ticked, id];
    },
    priceOf,
    takesInWords,
    get why(): string {
      const { length } = this.ticked;
      if (length === 0) return 'Offer at least one model.';
      return length > limits.modelsPerRoom
        ? `Offer ${limits.modelsPerRoom} models at the most.`
        : '';
    },
    get canSave(): boolean {
      return this.phase === 'ready' && this.why === '' && !this.isSaving;
    },
    get saveWords(): string {
      return this.isSaving ? 'Saving…' : `Offer ${this.ticked.length}`;
    },
    async save(): Promise<void> {
      if (!this.canSave) return;
      this.isSaving = true;
      try {
        await chooseModels(chat.id ?? '', this.ticked);
        ui.dialog = null;
        const count = this.ticked.length;
        ui.toast(`The room offers ${count} ${count === 1 ? 'model' : 'models'}`);
      } catch (error) {
        this.failure = sentenceOf(error);
      }
      this.isSaving = false;
    },

    get canFind(): boolean {
      return this.name.trim() !== '' && !this.isFinding;
    },
    get findWords(): string {
      return this.isFinding ? 'Looking…' : 'Look up';
    },
    typed(): void {
      this.notFound = '';
      this.found = null;
    },
    /** The address of its page is as good as its name. */
    async find(): Promise<void> {
      if (!this.canFind) return;
      const id = this.name.trim().replace(/^(?:https:\/\/)?replicate\.com\//, '');
      this.typed();
      if (!modelIdPattern.test(id)) {
        this.notFound = 'Name a model as owner/name, such as stability-ai/sdxl.';
        return;
      }
      this.isFinding = true;
      try {
        this.found = await findModel(id);
      } catch (error) {
        this.notFound = sentenceOf(error);
      }
      this.isFinding = false;
    },
    get isKnown(): boolean {
      return this.known.some(({ id }) => id === this.found?.id);
    },
    get addWords(): string {
      if (!this.isKnown) return 'Add it';
      return this.found && this.isTicked(this.found) ? 'Show it above' : 'Tick it above';
    },
    add(): void {
      const { found } = this;
      if (!found) return;
      if (!this.isKnown) this.known = [...this.known, found];
      if (!this.isTicked(found)) this.tick(found);
      this.name = '';
      this.found = null;
      // The button itself goes, and with it what it knows of the page.
      const list = this.$root.querySelector('.models-list');
      void this.$nextTick(() => {
        const row = list?.querySelector(`[data-model="${CSS.escape(found.id)}"]`);
        row?.scrollIntoView({ block: 'nearest' });
        row?.querySelector('input')?.focus();
      });
    },
  });
}
