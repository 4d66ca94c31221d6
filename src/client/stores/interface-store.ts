import { parseDownloadChoice } from '../state/download-choice.ts';
import type { Keeping } from '../state/keeping.ts';
import { readKept } from './browser-storage.ts';

export type Panel = 'create' | 'gallery' | 'prompts' | 'room';
export type ThemeChoice = 'system' | 'dark' | 'light';
export type DialogName =
  | 'create_chat'
  | 'rename_chat'
  | 'delete_chat'
  | 'my_name'
  | 'shortcuts'
  | 'search'
  | 'export'
  | 'models'
  | 'mask'
  | 'styles'
  | 'compare'
  | 'keep_prompt';

export interface Toast {
  id: number;
  text: string;
  good: boolean;
  /** Whether what it tells of can be taken back. */
  has_undo: boolean;
}

const wholeYear = 31_536_000;
/** Milliseconds; longer where there is something to decide. */
const toastTime = 5_000;
const undoTime = 8_000;
const mostToasts = 3;

/** What is open on the page, and the few words that pass: no data of any chat. */
export function createInterfaceStore() {
  let toasts = 0;
  /** By toast. Not in it: a page calls whatever function an expression of it leads to. */
  const undos = new Map<number, () => void>();
  return {
    panel: null as Panel | null,
    /** Between 720 and 1100 pixels the sidebar is a drawer. */
    drawer: false,
    dialog: null as DialogName | null,
    /** Where a picture that is dragged over the page would land. */
    dropping: null as 'start' | 'composer' | null,
    /** The chat in which a search begins; `null` for all of them. */
    searchIn: null as string | null,
    /** The two images that are compared, the older one first; `null` for none. */
    compared: null as { left: string; right: string } | null,
    /** In which form pictures are downloaded. */
    download: parseDownloadChoice(readKept('local', 'download')),
    /** The prompt that is about to be kept; `null` for none. */
    keeping: null as Keeping | null,
    /** The image in the lightbox. */
    lightbox: null as string | null,
    /** The image whose actions are on the sheet, where there is no pointer to hover with. */
    sheet: null as string | null,
    /** Selects what gets the focus when the lightbox closes, where it is not what had it before. */
    focusNext: null as string | null,
    toasts: [] as Toast[],
    /** Spoken to screen readers, and seen by nobody. */
    announcement: '',
    theme: themeOfPage(),
    /** As it is called on this keyboard. */
    commandKey: /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl',

    /** @param undo takes back what it tells of */
    toast(text: string, good = true, undo: (() => void) | null = null): void {
      const id = ++toasts;
      if (undo) undos.set(id, undo);
      this.toasts = [...this.toasts, { id, text, good, has_undo: undo !== null }].slice(
        -mostToasts,
      );
      this.expire(id, undo ? undoTime : toastTime);
    },

    /** Starts the time after which a toast goes; while the pointer or the focus is on it, it stays. */
    expire(id: number, ms: number): void {
      setTimeout(() => {
        const isHeld = document.querySelector(`[data-toast="${id}"]:is(:hover, :focus-within)`);
        if (isHeld) this.expire(id, ms);
        else this.dismiss(id);
      }, ms);
    },

    undo(id: number): void {
      const undo = undos.get(id);
      this.dismiss(id);
      undo?.();
    },

    dismiss(id: number): void {
      undos.delete(id);
      this.toasts = this.toasts.filter((toast) => toast.id !== id);
    },

    announce(sentence: string): void {
      this.announcement = sentence;
    },

    /** The choice is kept in a cookie, so that the server renders the next page in it. */
    chooseTheme(theme: ThemeChoice): void {
      this.theme = theme;
      const root = document.documentElement;
      if (theme === 'system') delete root.dataset['theme'];
      else root.dataset['theme'] = theme;
      const age = theme === 'system' ? 0 : wholeYear;
      document.cookie = `theme=${theme}; path=/; max-age=${age}; samesite=lax`;
    },

    async copy(text: string, done: string): Promise<void> {
      try {
        await copyText(text);
        this.toast(done);
      } catch {
        this.toast('The browser did not allow copying.', false);
      }
    },
  };
}

export type InterfaceStore = ReturnType<typeof createInterfaceStore>;

function themeOfPage(): ThemeChoice {
  const { theme } = document.documentElement.dataset;
  return theme === 'dark' || theme === 'light' ? theme : 'system';
}

/** Without https there is no clipboard interface, but a selected field can still be copied. */
async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'sr-only';
  const host = document.querySelector('dialog[open]') ?? document.body;
  host.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) throw new Error('copying was refused');
}
