import type { ImageRow } from '../../protocol/rows.ts';
import { additionView, type AdditionView } from '../state/additions-view.ts';
import type { ImageDetails } from '../state/image-details.ts';
import { imageFacts, type ImageFact } from '../state/image-facts.ts';
import { memo } from '../state/memo.ts';
import type { Move, MoveName } from '../state/next-moves.ts';
import { closePanel, compareImages, focusSoon } from '../stores/actions.ts';
import { downloadAddress } from '../stores/downloads.ts';
import { movesFor, runMove } from '../stores/image-moves.ts';
import { itemOfImage, starsOf } from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import type { ZoomStore } from '../stores/zoom-store.ts';
import { defineComponent } from './define-component.ts';
import { lightboxKeys } from './lightbox-keys.ts';
import { lightboxPlace } from './lightbox-place.ts';

interface SourceTile {
  key: string;
  id: string;
  thumbnail: string;
  words: string;
}

/** The four that a phone has in a bar, and a desk as buttons. */
const mainMoves: readonly MoveName[] = ['vary_little', 'remix', 'upscale', 'edit'];
/** Facts that have a place of their own. */
const placedFacts: readonly string[] = ['Started from', 'Added'];
/** What is not in the menu, because it has a place of its own. */
const placedMoves: readonly MoveName[] = ['star', 'download', 'details', 'copy_prompt'];

/**
 * One image as large as it gets, with all that is known of it and all that can be done next. Steps
 * through the finished images in the order of the conversation, and shows those of its family that
 * are further back.
 */
export function lightbox(stores: Stores, zoom: ZoomStore) {
  const { chat, family, ui } = stores;
  const place = lightboxPlace(stores);
  const keys = lightboxKeys(stores, zoom, place);
  const factsOf = memo((row: ImageRow, models: typeof chat.models, rows: typeof chat.images) =>
    imageFacts(row, {
      models,
      nameOf: (id) => chat.nameOf(id),
      imageOf: (id) => rows.get(id) ?? family.find(id),
    }),
  );
  let cameFrom: HTMLElement | null = null;

  return defineComponent({
    init() {
      this.$watch('imageId', (id: string | null) => this.follow(id));
      this.$watch('lost', (lost: boolean) => {
        if (!lost) return;
        ui.toast('That picture is not here any more.', false);
        this.close();
      });
      // What was asked for from here is refused in the conversation, which lies below.
      this.$watch('refused', (words: string) => {
        if (words !== '' && ui.lightbox !== null) ui.toast(words, false);
      });
      // It may have been asked for before its script was here.
      if (this.imageId !== null) this.follow(this.imageId);
    },
    /** Why my latest request was refused, or empty. */
    get refused(): string {
      return chat.items.findLast(({ state }) => state !== 'sending')?.refusal ?? '';
    },
    follow(id: string | null): void {
      const box = this.$root;
      if (!(box instanceof HTMLDialogElement)) return;
      zoom.reset();
      if (id === null) box.close();
      else {
        void family.load(chat.id ?? '', id);
        if (box.open) this.$root.querySelector('.lightbox-body')?.scrollTo(0, 0);
        else {
          cameFrom = document.activeElement instanceof HTMLElement ? document.activeElement : null;
          box.showModal();
        }
      }
    },

    get imageId(): string | null {
      return ui.lightbox;
    },
    get row(): ImageRow | undefined {
      return place.row;
    },
    /** Neither here nor told of: it was deleted, or never was. */
    get lost(): boolean {
      return ui.lightbox !== null && place.row === undefined && place.isToldOf;
    },
    get shown(): ImageDetails[] {
      return place.shown;
    },
    get place(): string {
      return place.words;
    },
    get hasPrevious(): boolean {
      return place.beside(-1) !== undefined;
    },
    get hasNext(): boolean {
      return place.beside(1) !== undefined;
    },
    previous(): void {
      place.step(-1);
    },
    next(): void {
      place.step(1);
    },
    close(): void {
      ui.lightbox = null;
    },
    /** However it was closed: the focus goes back to where it came from, if that is still there. */
    closed(): void {
      ui.lightbox = null;
      family.forget();
      const next = ui.focusNext;
      ui.focusNext = null;
      if (next !== null) focusSoon(next);
      else if (cameFrom?.isConnected) cameFrom.focus();
    },
    /** Wherever the focus is: what had it may have gone with the picture before. */
    onKey(event: KeyboardEvent): void {
      const { target } = event;
      if (ui.lightbox === null || ui.dialog !== null || !(target instanceof Node)) return;
      if (target === document.body || this.$root.contains(target)) keys(event);
    },
    /** Escape closes what is on top. */
    onCancel(event: Event): void {
      if (!family.isWhole) return;
      event.preventDefault();
      family.isWhole = false;
    },

    get moves(): Move[] {
      return this.row ? movesFor(stores, this.row) : [];
    },
    get main(): Move[] {
      return this.moves.filter(({ name }) => mainMoves.includes(name));
    },
    get further(): Move[] {
      const groups = ['further', 'settings'];
      return this.moves.filter(
        ({ name, group }) => groups.includes(group) && !mainMoves.includes(name),
      );
    },
    get others(): Move[] {
      return this.moves.filter(
        ({ name, group }) =>
          ['picture', 'copy', 'delete'].includes(group) && !placedMoves.includes(name),
      );
    },
    run(move: Move, event: MouseEvent): void {
      if (this.row) runMove(stores, this.row, move.name, event.shiftKey);
    },
    /** "Vary a little · $0.025" has its price beside it. */
    priceOf({ label }: Move): string {
      return label.split(' · ')[1] ?? '';
    },
    titleOf({ label, note, reason }: Move): string {
      return reason === '' ? [label, note].filter(Boolean).join(', ') : reason;
    },
    iconOf({ icon }: Move): string {
      return `#icon-${icon}`;
    },
    longName({ label, short, costs }: Move): string {
      return costs ? (label.split(' · ')[0] ?? short) : short;
    },

    canStar(image: ImageDetails): boolean {
      return itemOfImage(stores, image.id) !== undefined;
    },
    isStarred(image: ImageDetails): 'true' | 'false' {
      return starsOf(itemOfImage(stores, image.id)).mine ? 'true' : 'false';
    },
    star(): void {
      if (this.row) runMove(stores, this.row, 'star');
    },
    downloadOf(image: ImageDetails): string {
      return downloadAddress(stores, image.id);
    },
    copyPrompt(): void {
      if (this.row) runMove(stores, this.row, 'copy_prompt');
    },
    /** What the model was asked with, where that is not what was typed. */
    get sent(): string {
      return this.row?.composed_prompt ?? '';
    },
    get sentNegative(): string {
      const words = this.row?.composed_negative_prompt ?? '';
      return words === '' ? '' : `Leaves out: ${words}`;
    },
    get isComposed(): boolean {
      return this.sent !== '' || this.sentNegative !== '' || this.added.length > 0;
    },
    /** What was added to it, exactly. */
    get added(): AdditionView[] {
      return (this.row?.additions ?? []).map(additionView);
    },
    copySent(): void {
      if (this.sent !== '') void ui.copy(this.sent, 'Prompt copied as it was sent');
    },
    copySeed(): void {
      if (this.row) runMove(stores, this.row, 'copy_seed');
    },
    compare(): void {
      const other = place.other;
      if (this.row && other) compareImages(stores, other, this.row.id);
    },
    get canCompare(): boolean {
      return place.other !== undefined;
    },
    showInConversation(): void {
      const { row } = this;
      if (!row) return;
      ui.focusNext = `figure[data-image-id="${row.id}"] .frame-open`;
      this.close();
      // A panel that lies over the conversation would hide what is to be shown.
      if (window.matchMedia('(max-width: 1367px)').matches) closePanel(stores);
      chat.jumpTo(row.message_id);
    },

    get facts(): ImageFact[] {
      if (!this.row) return [];
      const facts = factsOf(this.row, chat.models, chat.images).filter(
        ({ name }) => !placedFacts.includes(name),
      );
      const { names } = starsOf(itemOfImage(stores, this.row.id));
      return names === '' ? facts : [...facts, { name: 'Starred by', value: names }];
    },
    /** What it started from. Of one that is further back the server tells once it is opened. */
    get sources(): SourceTile[] {
      return (this.row?.images ?? []).map((id, at) => {
        const row = chat.images.get(id) ?? family.find(id);
        const words = row ? (row.prompt === '' ? 'A picture' : row.prompt) : 'An earlier picture';
        const thumbnail = row?.thumbnail_url ?? row?.url ?? '';
        return { key: `${at} ${id}`, id, thumbnail, words };
      });
    },
    openSource({ id }: SourceTile): void {
      ui.lightbox = id;
    },
    isSeed(fact: ImageFact): boolean {
      return fact.name === 'Seed' && this.row?.seed !== null;
    },
  });
}
