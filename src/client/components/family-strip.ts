import type { ImageRow } from '../../protocol/rows.ts';
import type { ImageProgress } from '../../protocol/server-message.ts';
import { familyAround, familyPlaces, type FamilyPlace, type ImageRows } from '../state/family.ts';
import { familyTile, type FamilyTile } from '../state/family-tile.ts';
import { memo } from '../state/memo.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** Pixels of one place in the whole family. */
const cell = { width: 128, height: 108, tileWidth: 88, middle: 42 };

interface PlacedTile extends FamilyTile {
  style: Record<string, string>;
}

/** Where the opened image comes from and what was made of it: a strip, and all of it on a page. */
export function familyStrip(stores: Stores) {
  const { chat, family, ui } = stores;
  const around = memo(familyAround);
  const places = memo(familyPlaces);
  const tiles = new WeakMap<ImageRow, { progress: ImageProgress | undefined; tile: FamilyTile }>();
  const tileOf = (row: ImageRow): FamilyTile => {
    const progress = chat.progress.get(row.id);
    const known = tiles.get(row);
    if (known?.progress === progress && known) return known.tile;
    const tile = familyTile(row, progress, (id) => chat.nameOf(id));
    tiles.set(row, { progress, tile });
    return tile;
  };
  let wereLive: ImageRows = chat.images;
  const rows = () => family.rowsOf(ui.lightbox ?? '', chat.images);

  return defineComponent({
    init() {
      this.$watch('imageId', () => void this.$nextTick(() => this.toCurrent()));
      this.$watch('live', () => this.followDeletions());
      void this.$nextTick(() => this.toCurrent());
    },
    get imageId(): string | null {
      return ui.lightbox;
    },
    get around() {
      return around(ui.lightbox ?? '', rows());
    },
    get hasFamily(): boolean {
      return (this.around?.size ?? 0) > 1;
    },
    get ancestors(): FamilyTile[] {
      return (this.around?.ancestors ?? []).map(tileOf);
    },
    get siblings(): FamilyTile[] {
      return (this.around?.siblings ?? []).map(tileOf);
    },
    get children(): FamilyTile[] {
      return (this.around?.children ?? []).map(tileOf);
    },
    get live(): ImageRows {
      return chat.images;
    },
    /** One that is gone may have been an ancestor: only the server knows its place then. */
    followDeletions(): void {
      const [before, now] = [wereLive, chat.images];
      wereLive = now;
      if (ui.lightbox === null) return;
      const isLost = family.told.some(({ id }) => before.has(id) && !now.has(id));
      if (isLost) void family.load(chat.id ?? '', ui.lightbox);
    },
    isCurrent(tile: FamilyTile): 'true' | 'false' {
      return tile.id === ui.lightbox ? 'true' : 'false';
    },
    open(tile: FamilyTile): void {
      if (tile.state !== 'there') return;
      family.isWhole = false;
      ui.lightbox = tile.id;
    },
    toCurrent(): void {
      const current = this.$root.querySelector('.family-row [aria-current="true"]');
      current?.scrollIntoView({ block: 'nearest', inline: 'center' });
    },

    /** Whether there are more than stand in the strip. */
    get hasMore(): boolean {
      const { around: shown } = this;
      if (!shown) return false;
      const inStrip = shown.ancestors.length + shown.siblings.length + shown.children.length;
      return shown.size > inStrip || family.isCut;
    },
    get sizeWords(): string {
      const size = this.around?.size ?? 0;
      return family.isCut ? `The nearest ${size} of a larger family` : `${size} pictures`;
    },
    showWhole(): void {
      family.isWhole = true;
      void this.$nextTick(() => {
        const current = this.$root.querySelector('.family-tree [aria-current="true"]');
        current?.scrollIntoView({ block: 'center', inline: 'center' });
        if (current instanceof HTMLElement) current.focus({ preventScroll: true });
      });
    },
    get whole(): boolean {
      return family.isWhole;
    },
    hideWhole(): void {
      family.isWhole = false;
    },
    get places(): FamilyPlace[] {
      return family.isWhole ? places(ui.lightbox ?? '', rows()) : [];
    },
    get treeTiles(): PlacedTile[] {
      return this.places.map(({ row, column, line }) => ({
        ...tileOf(row),
        style: { left: `${column * cell.width}px`, top: `${line * cell.height}px` },
      }));
    },
    get treeStyle(): Record<string, string> {
      const columns = Math.max(0, ...this.places.map(({ column }) => column)) + 1;
      const lines = Math.max(0, ...this.places.map(({ line }) => line)) + 1;
      return { width: `${columns * cell.width}px`, height: `${lines * cell.height}px` };
    },
    /** From each parent to each child, as one drawing. */
    get treeLines(): string {
      return this.places
        .filter(({ parentLine }) => parentLine !== null)
        .map(({ column, line, parentLine }) => {
          const from = (column - 1) * cell.width + cell.tileWidth;
          const bend = from + (cell.width - cell.tileWidth) / 2;
          const [above, own] = [parentLine ?? 0, line].map((at) => at * cell.height + cell.middle);
          return `M${from} ${above}H${bend}V${own}H${column * cell.width}`;
        })
        .join('');
    },
  });
}
