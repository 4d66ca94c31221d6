import type { DraftImage } from './draft.ts';
import { framed, noStars, type ImageView } from './image-view.ts';

/** The frame of a picture whose size is not known yet. */
const unknownSize = { width: 640, height: 480 };

/** A picture that goes with a message of a moment ago, in the frame that it will have. */
export function pendingUploadView({ id, name, thumbnail, width, height }: DraftImage): ImageView {
  const size = width > 0 && height > 0 ? { width, height } : unknownSize;
  return {
    ...framed(size.width, size.height),
    key: id,
    id: '',
    message_id: null,
    kind: 'upload',
    // So that it is seen already, softly, as one that comes.
    status: 'processing',
    prompt: '',
    caption: '',
    alt: name,
    url: null,
    thumbnail: null,
    placeholder: null,
    model: '',
    notes: [],
    added: [],
    origin: null,
    drafted: null,
    stars: noStars,
    waiting: '',
    pill: 'Sending',
    fraction: null,
    bar: { '--fraction': '0' },
    estimated: false,
    preview: thumbnail || null,
    can_cancel: false,
    canceling: false,
    failure: null,
    canceled: '',
  };
}
