import { sentenceOf, stepDownAsOperator } from '../stores/http-api.ts';
import { defineComponent } from './define-component.ts';

/** Gives the operator's role back. */
export function stepDown() {
  return defineComponent({
    error: '',
    busy: false,

    async leave(): Promise<void> {
      this.busy = true;
      this.error = '';
      try {
        await stepDownAsOperator();
        location.assign('/');
      } catch (error) {
        this.error = sentenceOf(error);
        this.busy = false;
      }
    },
  });
}
