import type { ImageRow } from '../../../../src/protocol/rows.ts';
import type { Ask, ImageHistory, Prediction, Served } from '../../../chaos/images/history.ts';

/** A request of Ada's that was acknowledged as `image-<number>`. */
export function ask(number: number, changed: Partial<Ask> = {}): Ask {
  return {
    name: `ask-${number}`,
    by: 'Ada',
    room: 'room',
    prompt: `prompt ${number}`,
    again: null,
    faults: [],
    isSpoilt: false,
    isCanceled: false,
    answers: [`image-${number}`],
    refusals: [],
    ...changed,
  };
}

/** The row of a completed image. */
export function row(number: number, changed: Partial<ImageRow> = {}): ImageRow {
  return {
    id: `image-${number}`,
    rev: number * 10,
    chat_id: 'room',
    message_id: `message-${number}`,
    requested_by: 'ada',
    prompt: `prompt ${number}`,
    negative_prompt: '',
    additions: [],
    composed_prompt: null,
    composed_negative_prompt: null,
    proposal_id: null,
    status: 'completed',
    url: `/images/${number}`,
    width: 384,
    height: 384,
    model: 'stability-ai/sdxl',
    seed: number,
    shape: null,
    options: {},
    kind: 'original',
    parent_id: null,
    images: [],
    mask_sha256: null,
    set_id: null,
    error: null,
    canceled_by: null,
    predict_ms: 2_000,
    content_type: 'image/png',
    bytes: 1_000,
    sha256: `hash ${number}`,
    thumbnail_url: null,
    placeholder: null,
    price: null,
    submitted_at: null,
    predicted_at: null,
    created_at: 1,
    updated_at: 2,
    completed_at: 2,
    deleted_at: null,
    ...changed,
  };
}

/** The row of an image that was not made. */
export function failed(number: number, may_have_been_charged: boolean): ImageRow {
  const error = { code: 'bad_output', message: '', may_have_been_charged, detail: null } as const;
  return row(number, { status: 'failed', url: null, sha256: null, error });
}

/** The prediction of a request, which succeeded. */
export function prediction(number: number, changed: Partial<Prediction> = {}): Prediction {
  return {
    id: `prediction-${number}`,
    prompt: `prompt ${number}`,
    status: 'succeeded',
    billable: true,
    took_ms: 2_000,
    painted: [`hash ${number}`],
    ...changed,
  };
}

/** What is served of a completed image. */
export function served(number: number, changed: Partial<Served> = {}): Served {
  return {
    image_id: `image-${number}`,
    by: 'Ada',
    path: `/images/${number}`,
    status: 200,
    content_type: 'image/png',
    sha256: `hash ${number}`,
    ...changed,
  };
}

/** A history of one room in which Ada and Lin read the same, where nothing else is said. */
export function historyOf(
  asks: Ask[],
  images: ImageRow[],
  { linReads = images, ...changed }: Partial<ImageHistory> & { linReads?: ImageRow[] } = {},
): ImageHistory {
  const numbers = images.flatMap(({ id, status }) =>
    status === 'completed' ? [Number(id.replace('image-', ''))] : [],
  );
  return {
    asks,
    heard: [],
    reads: [
      { by: 'Ada', room: 'room', isWhole: true, images },
      { by: 'Lin', room: 'room', isWhole: true, images: linReads },
    ],
    served: numbers.map((number) => served(number)),
    predictions: numbers.map((number) => prediction(number)),
    runMs: 60_000,
    ...changed,
  };
}
