// oxlint-disable-next-line import/no-unassigned-import -- Vite takes the styles from here.
import '../styles/room.css';
import type { Stores } from '../stores/stores.ts';
import type { Definitions } from './full-view.ts';
import { roomHistory } from './room-history.ts';
import { roomPanel } from './room-panel.ts';

/** Gives the components of the tab "Room" to Alpine. */
export function defineRoom(stores: Stores, define: Definitions['data']): void {
  define('roomPanel', () => roomPanel(stores));
  define('roomHistory', () => roomHistory(stores));
}
