import type { Style } from '../../protocol/style.ts';
import { isSameStyle, toggled } from '../state/styles/style-choice.ts';
import { setStyles, styleChoices } from '../stores/chosen-styles.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

interface StyleChip extends Style {
  picture: string;
}

/** The styles that were chosen for the next pictures, and the way to more of them. */
export function styleField(stores: Stores) {
  const { draft, ui } = stores;
  return defineComponent({
    init() {
      this.$watch('isEmpty', () => this.fetch());
      this.fetch();
    },
    get isEmpty(): boolean {
      return draft.styles.length === 0;
    },
    /** Pictures of them are known with the styles. Without, their names have to do. */
    fetch(): void {
      if (!this.isEmpty) void stores.styles.load().catch(() => {});
    },
    get chips(): StyleChip[] {
      const choices = this.isEmpty ? [] : styleChoices(stores);
      return draft.styles.map((style) => ({
        ...style,
        picture: choices.find((choice) => isSameStyle(choice, style))?.picture ?? '',
      }));
    },
    get addWords(): string {
      return this.isEmpty ? 'Add a style' : 'More styles';
    },
    removeWords({ name }: Style): string {
      return `Take off ${name}`;
    },
    remove(chip: Style): void {
      setStyles(draft, toggled(draft.styles, chip));
      // Its button went with it.
      void this.$nextTick(() => this.$refs['add']?.focus());
    },
    choose(): void {
      ui.dialog = 'styles';
    },
  });
}
