import type { Model } from '../../protocol/model.ts';
import { shapeOutline } from '../state/shape-outline.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { draftField } from './draft-field.ts';

interface ShapeChoice {
  ratio: string;
  width: number;
  height: number;
  checked: 'true' | 'false';
  style: Record<string, string>;
}

/** So many shapes stand in one row; the others are there on demand. */
const shapesInRow = 6;

/** As many are beside "As the picture", which is wider than they are. */
const shapesBesideMatch = 4;

/** The shapes of the chosen model, and its size in pixels where that can be typed. */
export function shapeField({ chat, draft }: Stores) {
  const change = draftField(draft);
  return defineComponent({
    all: false,

    get model(): Model | undefined {
      return draft.modelFor(chat.models);
    },
    get canMatch(): boolean {
      return typeof this.model?.match_shape === 'string' && draft.images.length > 0;
    },
    get isMatching(): boolean {
      return draft.matchesImage(chat.models);
    },
    get matches(): 'true' | 'false' {
      return this.isMatching ? 'true' : 'false';
    },
    get pixels(): string {
      if (this.isMatching) return 'as the picture';
      const { width, height } = draft.size(chat.models);
      return `${width} × ${height}`;
    },
    get choices(): ShapeChoice[] {
      const chosen = draft.shapeWord(chat.models);
      return (this.model?.shapes ?? []).map((shape) => ({
        ...shape,
        checked: shape.ratio === chosen ? 'true' : 'false',
        style: shapeOutline(shape.width, shape.height),
      }));
    },
    get inRow(): number {
      return this.canMatch ? shapesBesideMatch : shapesInRow;
    },
    /** The first row of them; the chosen one is always in sight. */
    get shapes(): ShapeChoice[] {
      const { choices, inRow } = this;
      if (this.all || choices.length <= inRow) return choices;
      const first = choices.slice(0, inRow - 1);
      const chosen = choices.find(({ checked }) => checked === 'true');
      return chosen && !first.includes(chosen) ? [...first.slice(0, -1), chosen] : first;
    },
    get moreText(): string {
      const { length } = this.choices;
      if (length <= this.inRow) return '';
      return this.all ? 'Fewer' : `All ${length}`;
    },
    get expandedShapes(): 'true' | 'false' {
      return this.all ? 'true' : 'false';
    },
    toggleShapes(): void {
      this.all = !this.all;
    },
    setShape(shape: ShapeChoice): void {
      draft.setSize(shape);
    },
    matchImage(): void {
      draft.matchImage(chat.models);
    },

    get typed(): boolean {
      return Boolean(this.model?.sides);
    },
    get sidesNote(): string {
      const sides = this.model?.sides;
      if (!sides) return '';
      const steps = sides.step === 1 ? '' : `, in steps of ${sides.step}`;
      return `${sides.min} to ${sides.max}${steps}`;
    },
    get width(): string {
      return this.isMatching ? '' : draft.width || String(draft.size(chat.models).width);
    },
    set width(text: string) {
      draft.shape = '';
      change('width', text);
    },
    get height(): string {
      return this.isMatching ? '' : draft.height || String(draft.size(chat.models).height);
    },
    set height(text: string) {
      draft.shape = '';
      change('height', text);
    },
  });
}
