import { becomeOperator, sentenceOf } from '../stores/http-api.ts';
import { defineComponent } from './define-component.ts';

/** Takes the operator's key, and shows what it opens. */
export function operatorKey() {
  return defineComponent({
    key: '',
    error: '',
    busy: false,

    init() {
      this.$watch('key', () => {
        this.error = '';
      });
    },
    async submit(): Promise<void> {
      if (this.busy) return;
      this.busy = true;
      try {
        await becomeOperator(this.key);
        // The same address is now the operator's page.
        location.reload();
      } catch (error) {
        this.error = sentenceOf(error);
        this.busy = false;
        this.$refs['field']?.focus();
      }
    },
  });
}
