import { exportFileName, exportProgress, sizeInWords } from '../state/export-words.ts';
import { chooseTarget } from '../stores/export-target.ts';
import { transfer } from '../stores/export-transfer.ts';
import { sentenceOf } from '../stores/http-api.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

type ExportFormat = 'zip' | 'json';

const types = { zip: 'application/zip', json: 'application/json' } as const;

interface ExportState {
  phase: 'choice' | 'running' | 'failed' | 'done';
  format: ExportFormat;
  /** The room that is exported; it may be left meanwhile. */
  room: { id: string; name: string };
  bytes: number;
  /** About how many there will be; `null` while nobody knows. */
  total: number | null;
  failure: string;
}

const begin: ExportState = {
  phase: 'choice',
  format: 'zip',
  room: { id: '', name: '' },
  bytes: 0,
  total: null,
  failure: '',
};

/** Brings a room as a file to the person. It goes on while the dialog is closed. */
export function exportDialog(stores: Stores) {
  const { ui, chat } = stores;
  let running: AbortController | null = null;
  return defineComponent({
    ...begin,

    init() {
      this.$watch('isOpen', (open: boolean) => this.opened(open));
      window.addEventListener('beforeunload', (event) => {
        if (running) event.preventDefault();
      });
      this.opened(true);
    },
    opened(open: boolean): void {
      if (!open) {
        if (this.phase === 'running') {
          ui.toast('The export goes on. It is in the room menu, under Export.');
        }
        return;
      }
      if (this.phase === 'running') return;
      this.phase = 'choice';
      this.room = { id: chat.id ?? '', name: chat.name };
    },

    get isOpen(): boolean {
      return ui.dialog === 'export';
    },
    get progress(): string {
      return exportProgress(this.bytes, this.total);
    },
    /** Per cent; `null` while nobody knows how much there is. */
    get percent(): number | null {
      if (this.total === null) return null;
      return Math.min(99, Math.floor((100 * this.bytes) / this.total));
    },
    get bar(): string {
      return `${this.percent ?? 0}%`;
    },
    get done(): string {
      return `${this.fileName}, ${sizeInWords(this.bytes)}`;
    },
    get fileName(): string {
      return exportFileName(this.room.name, this.format);
    },
    isFormat(format: ExportFormat): boolean {
      return this.format === format;
    },
    setFormat(format: ExportFormat): void {
      this.format = format;
    },

    async start(): Promise<void> {
      if (running) return;
      const { room, format } = this;
      const control = new AbortController();
      running = control;
      try {
        const target = await chooseTarget(this.fileName, types[format]);
        if (target === null) return;
        this.phase = 'running';
        this.bytes = 0;
        this.total = null;
        await transfer({
          path: exportPath(room.id, format),
          target,
          signal: control.signal,
          onProgress: (bytes, total) => {
            this.bytes = bytes;
            this.total = total;
          },
        });
        this.ended('done', `Export of “${room.name}” is saved`);
      } catch (error) {
        if (control.signal.aborted) {
          this.phase = 'choice';
          return;
        }
        this.failure = sentenceOf(error);
        this.ended('failed', `Export of “${room.name}” failed. ${this.failure}`);
      } finally {
        running = null;
      }
    },
    /** Said by a toast where nobody is looking at the dialog. */
    ended(phase: 'done' | 'failed', sentence: string): void {
      this.phase = phase;
      if (!this.isOpen) ui.toast(sentence, phase === 'done');
    },
    cancel(): void {
      running?.abort();
    },
  });
}

/** The page in the zip tells days and times as they are where the person is. */
function exportPath(chatId: string, format: ExportFormat): string {
  const zone = new URLSearchParams({
    time_zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  return `/api/chats/${chatId}/export.${format}?${zone.toString()}`;
}
