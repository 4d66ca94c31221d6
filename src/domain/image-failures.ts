import type { ImageError, ImageFailureCode } from '../protocol/errors.ts';

/** What somebody who reads of a failure can do, as docs/errors.md says it. */
export const nextSteps = {
  retry: 'Retry.',
  edit_prompt: 'Edit the prompt or the settings.',
  other_model: 'Choose another model.',
  wait: 'Wait a while, then retry.',
  tell_operator: 'Tell whoever runs the server, then retry.',
  nothing: 'Nothing. "Run again" makes it after all.',
} as const;

export type NextStep = keyof typeof nextSteps;

export interface ImageFailure {
  /** What happened and what to do: fixed words, without the charge, which is said beside them. */
  sentence: string;
  /** Whether it may have been charged. Where that depends, the error of each image says it. */
  charge: 'never' | 'always' | 'depends';
  next: NextStep;
}

/** Why an image was not made, as people read it. docs/errors.md has the same table. */
export const imageFailures: Record<ImageFailureCode, ImageFailure> = {
  not_configured: {
    sentence: 'No model can be asked yet: whoever runs this server has to set REPLICATE_API_TOKEN.',
    charge: 'never',
    next: 'tell_operator',
  },
  unauthorized: {
    sentence:
      'Replicate refused this server’s token. Whoever runs it has to set REPLICATE_API_TOKEN anew.',
    charge: 'never',
    next: 'tell_operator',
  },
  no_credit: {
    sentence: 'The Replicate account has no credit left. Whoever runs this server can add some.',
    charge: 'never',
    next: 'tell_operator',
  },
  model_not_found: {
    sentence: 'Replicate does not have this model any more. Choose another one.',
    charge: 'never',
    next: 'other_model',
  },
  invalid_input: {
    sentence: 'The model did not take these settings. Change them and try again.',
    charge: 'never',
    next: 'edit_prompt',
  },
  source_gone: {
    sentence: 'A picture that this one starts from was deleted. Choose another one.',
    charge: 'never',
    next: 'edit_prompt',
  },
  moderated: {
    sentence: 'The model refused this prompt. Put it another way.',
    charge: 'always',
    next: 'edit_prompt',
  },
  prediction_failed: {
    sentence: 'The model broke off while it was working. Try again.',
    charge: 'always',
    next: 'retry',
  },
  prediction_aborted: {
    sentence: 'Replicate did not start this picture in time. Try again.',
    charge: 'never',
    next: 'retry',
  },
  provider_unavailable: {
    sentence: 'Replicate could not be reached. Try again in a while.',
    charge: 'never',
    next: 'wait',
  },
  timed_out: {
    sentence: 'The model did not finish in time, so it was stopped. Try again.',
    charge: 'depends',
    next: 'retry',
  },
  waited_too_long: {
    sentence: 'Its turn did not come in time. Try again when fewer pictures are in the making.',
    charge: 'never',
    next: 'wait',
  },
  bad_output: {
    sentence: 'What the model gave back is not a picture that can be kept. Try again.',
    charge: 'always',
    next: 'retry',
  },
  output_expired: {
    sentence: 'The picture was gone before it could be fetched. Try again.',
    charge: 'always',
    next: 'retry',
  },
  storage_failed: {
    sentence: 'The picture was made but could not be stored. Try again.',
    charge: 'always',
    next: 'retry',
  },
  unresolved: {
    sentence:
      'The connection broke while this picture was asked for, and it was not found. Try again.',
    charge: 'always',
    next: 'retry',
  },
  canceled: { sentence: 'Canceled.', charge: 'depends', next: 'nothing' },
  internal: {
    sentence: 'Something went wrong on this server. Try again, or tell whoever runs it.',
    charge: 'depends',
    next: 'tell_operator',
  },
};

/**
 * A failure as people see it.
 *
 * @param mayHaveBeenCharged what the job knows of it; counts where the code leaves it open
 * @param detail what the provider said, in one line that is fit to be shown
 */
export function imageError(
  code: ImageFailureCode,
  mayHaveBeenCharged: boolean,
  detail: string | null = null,
): ImageError {
  const { sentence, charge } = imageFailures[code];
  return {
    code,
    message: sentence,
    may_have_been_charged: charge === 'depends' ? mayHaveBeenCharged : charge === 'always',
    detail,
  };
}
