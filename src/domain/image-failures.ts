import type { ImageError, ImageFailureCode } from '../protocol/errors.ts';

/** What happened and what to do, one fixed sentence for each code. The charge is said beside it. */
const sentences: Record<ImageFailureCode, string> = {
  not_configured:
    'No model can be asked yet: whoever runs this server has to set REPLICATE_API_TOKEN.',
  unauthorized:
    'Replicate refused this server’s token. Whoever runs it has to set REPLICATE_API_TOKEN anew.',
  no_credit: 'The Replicate account has no credit left. Whoever runs this server can add some.',
  model_not_found: 'Replicate does not have this model any more. Choose another one.',
  invalid_input: 'The model did not take these settings. Change them and try again.',
  moderated: 'The model refused this prompt. Put it another way.',
  prediction_failed: 'The model broke off while it was working. Try again.',
  prediction_aborted: 'Replicate did not start this picture in time. Try again.',
  provider_unavailable: 'Replicate could not be reached. Try again in a while.',
  timed_out: 'The model did not finish in time, so it was stopped. Try again.',
  waited_too_long:
    'Its turn did not come in time. Try again when fewer pictures are in the making.',
  bad_output: 'What the model gave back is not a picture that can be kept. Try again.',
  output_expired: 'The picture was gone before it could be fetched. Try again.',
  storage_failed: 'The picture was made but could not be stored. Try again.',
  unresolved: 'The connection broke while the picture was being asked for, and it was not found.',
  canceled: 'Canceled.',
  internal: 'Something went wrong on this server. Try again.',
};

/** A failure as people see it. */
export function imageError(
  code: ImageFailureCode,
  mayHaveBeenCharged: boolean,
  detail: string | null = null,
): ImageError {
  return { code, message: sentences[code], may_have_been_charged: mayHaveBeenCharged, detail };
}
