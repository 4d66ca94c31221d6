import type { ImageFailureCode } from '../../protocol/errors.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { dateAndTime } from './words.ts';

/** What the card of a failed image offers first. */
export type FirstOffer = 'retry' | 'edit_prompt' | 'other_model';

interface Detail {
  term: string;
  text: string;
}

/** A failed image in words. */
export interface ImageFailure {
  /** What happened and what to do. */
  sentence: string;
  /** Whether it cost anything; empty where nobody knows. */
  charge: string;
  first: FirstOffer;
  /** What there is to know beyond the sentence. */
  details: readonly Detail[];
  /** All of it as plain text. */
  text: string;
}

/** What helps most after a failure. Trying the same again helps nowhere else. */
export function firstOffer(code: ImageFailureCode): FirstOffer {
  const wrong: ImageFailureCode[] = ['moderated', 'invalid_input', 'source_gone'];
  if (wrong.includes(code)) return 'edit_prompt';
  return code === 'model_not_found' ? 'other_model' : 'retry';
}

/** Puts the failure of an image into words; `null` where it did not fail. */
export function imageFailure(image: ImageRow): ImageFailure | null {
  if (image.status !== 'failed') return null;
  const { error, model, id, chat_id, completed_at, updated_at } = image;
  const when = completed_at ?? updated_at;
  const detailsAt = (time: string): Detail[] => [
    ...(error ? [{ term: 'Code', text: error.code }] : []),
    ...(error?.detail ? [{ term: 'Provider said', text: error.detail }] : []),
    { term: 'Model', text: model },
    { term: 'When', text: time },
    { term: 'Picture', text: id },
    { term: 'Room', text: chat_id },
  ];
  const sentence = error?.message ?? 'The picture could not be made.';
  const charge = error ? chargeInWords(error.may_have_been_charged) : '';
  const lines = detailsAt(new Date(when).toISOString()).map(({ term, text }) => `${term}: ${text}`);
  return {
    sentence,
    charge,
    first: error ? firstOffer(error.code) : 'retry',
    details: detailsAt(dateAndTime(when)),
    text: [`${sentence} ${charge}`.trim(), ...lines].join('\n'),
  };
}

/** By whom an image was canceled, and the charge where there may be one. */
export function canceledInWords(by: string, mayHaveBeenCharged: boolean): string {
  const sentence = by === '' ? 'Canceled' : `Canceled by ${by}`;
  return mayHaveBeenCharged ? `${sentence}. ${chargeInWords(true)}` : sentence;
}

function chargeInWords(mayHaveBeen: boolean): string {
  return mayHaveBeen ? 'It may have been charged.' : 'Nothing was charged.';
}
