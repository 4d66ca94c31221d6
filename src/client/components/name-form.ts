import { chatNameSchema, personNameSchema } from '../../protocol/names.ts';
import { visitChat } from '../stores/actions.ts';
import { changeMyName, sentenceOf } from '../stores/http-api.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

export type NameFormKind = 'guest' | 'create_chat' | 'rename_chat' | 'my_name';

/** The forms of the app; that of a visitor stands on a page of its own. */
export type AppFormKind = Exclude<NameFormKind, 'guest'>;

/** What a form does with the name, once it is a name. */
export interface NameFormDeed {
  schema: typeof personNameSchema;
  /** What stands in the field when the form opens. */
  begin: () => string;
  submit: (name: string) => Promise<void>;
  close: () => void;
  /** Whether the form's dialog is open, where it has one. */
  isOpen: () => boolean;
}

/** A form with one name in it. */
export function nameForm(deed: NameFormDeed) {
  return defineComponent({
    name: deed.begin(),
    error: '',
    busy: false,

    get isOpen(): boolean {
      return deed.isOpen();
    },
    init() {
      this.$watch('isOpen', (open: boolean) => {
        if (!open) return;
        this.name = deed.begin();
        this.error = '';
        void this.$nextTick(() => {
          const field = this.$refs['field'];
          if (field instanceof HTMLInputElement && field.checkVisibility()) field.select();
        });
      });
      this.$watch('name', () => {
        this.error = '';
      });
    },
    close(): void {
      deed.close();
    },
    async submit(): Promise<void> {
      if (this.busy) return;
      const parsed = deed.schema.safeParse(this.name);
      if (!parsed.success) {
        this.error = parsed.error.issues[0]?.message ?? '';
        this.$refs['field']?.focus();
        return;
      }
      this.busy = true;
      try {
        await deed.submit(parsed.data);
        deed.close();
        this.name = deed.begin();
      } catch (error) {
        this.error = sentenceOf(error);
      } finally {
        this.busy = false;
      }
    },
  });
}

/** What the forms of the app do. */
export function deedOf(stores: Stores, kind: AppFormKind): NameFormDeed {
  const { chat, chats, ui } = stores;
  const common = {
    close: () => {
      if (ui.dialog === kind) ui.dialog = null;
    },
    isOpen: () => ui.dialog === kind,
  };
  switch (kind) {
    case 'create_chat':
      return {
        ...common,
        schema: chatNameSchema,
        begin: () => '',
        submit: async (name) => {
          visitChat(stores, await chats.create(name));
        },
      };
    case 'rename_chat':
      return {
        ...common,
        schema: chatNameSchema,
        begin: () => chat.name,
        submit: async (name) => {
          if (!chat.id) return;
          await chats.rename(chat.id, name);
          chat.name = name;
        },
      };
    case 'my_name':
      return {
        ...common,
        schema: personNameSchema,
        begin: () => chats.me.name,
        submit: async (name) => {
          chats.me = await changeMyName(name);
          chat.my_name = chats.me.name;
        },
      };
  }
}
