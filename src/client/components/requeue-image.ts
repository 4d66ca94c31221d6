import { requeueImage as requeue, sentenceOf } from '../stores/http-api.ts';
import { defineComponent } from './define-component.ts';

/** Asks for a picture again that failed or was canceled, for the operator. */
export function requeueImage(imageId: string) {
  return defineComponent({
    busy: false,
    made: false,
    said: '',
    error: '',

    async ask(): Promise<void> {
      if (this.busy) return;
      this.busy = true;
      this.error = '';
      try {
        const { image_id: newId } = await requeue(imageId);
        this.made = true;
        this.said = `Asked for again, as picture ${newId}.`;
      } catch (error) {
        this.error = sentenceOf(error);
      } finally {
        this.busy = false;
      }
    },
  });
}
