import { historyLines, type HistoryLine } from '../state/entry-history.ts';
import { dayInWords, timeOfDay } from '../state/words.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** The latest changes of the room's context, each of which can be taken back. Fresh while it is open. */
export function roomHistory(stores: Stores) {
  const { chat, ui } = stores;
  return defineComponent({
    init() {
      chat.askEntryHistory();
      this.$watch('entries', () => chat.askEntryHistory());
    },
    get entries() {
      return chat.entries;
    },
    get lines(): HistoryLine[] {
      return historyLines(chat.entryHistory ?? [], chat.entries);
    },
    get emptyText(): string {
      if (chat.entryHistory === null)
        return chat.phase === 'open' ? '' : 'This needs a connection.';
      return chat.entryHistory.length === 0 ? 'Nothing was changed yet.' : '';
    },
    sentence(line: HistoryLine): string {
      return `${chat.nameOf(line.by)} ${line.deed}`;
    },
    when(line: HistoryLine): string {
      const day = dayInWords(line.at, Date.now());
      return day === 'Today' ? timeOfDay(line.at) : `${day}, ${timeOfDay(line.at)}`;
    },
    backLabel(line: HistoryLine): string {
      return `${line.back_words}: ${this.sentence(line)}`;
    },
    bringBack(line: HistoryLine): void {
      if (!line.back) return;
      chat.changeEntry(line.entry_id, line.back);
      ui.announce(line.back.deleted ? 'Taken away.' : 'Brought back.');
    },
  });
}
