import { sentenceOf, sweepImageStore } from '../stores/http-api.ts';
import { defineComponent } from './define-component.ts';

/** Has the image store looked through, as many requests as it takes, and shows what was found. */
export function sweepStore() {
  return defineComponent({
    busy: false,
    said: '',
    error: '',

    async sweep(): Promise<void> {
      if (this.busy) return;
      this.busy = true;
      this.error = '';
      this.said = 'Looking…';
      try {
        let last = '';
        for (;;) {
          const sweep = await sweepImageStore();
          if (sweep.is_done) break;
          // Each request gets somewhere; if one does not, the next will not either.
          if (sweep.cursor === last) throw new Error('the sweep does not get on');
          last = sweep.cursor ?? '';
          this.said = `Looking… ${sweep.objects} files and ${sweep.rows} pictures so far.`;
        }
        location.reload();
      } catch (error) {
        this.error = sentenceOf(error);
        this.said = '';
        this.busy = false;
      }
    },
  });
}
