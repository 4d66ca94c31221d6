import type { ImageSettings } from '../../protocol/image-request.ts';
import type { Model } from '../../protocol/model.ts';
import { chosenModel, draftSettings, type Draft, type DraftErrors } from './draft.ts';

/**
 * The model that a drafted prompt goes to: the one of my form, as long as it makes a picture from
 * words alone.
 */
export function modelForWords(draft: Draft, models: readonly Model[]): Model | undefined {
  const chosen = chosenModel({ ...draft, model: draft.before?.model ?? draft.model }, models);
  const takesWords = chosen && chosen.prompt !== 'none' && !chosen.images.required;
  return takesWords ? chosen : models.find(({ is_default }) => is_default);
}

/**
 * What I ask for with a drafted prompt: its words as they are, with the model, the shape, the number
 * and what goes along as in my form. Pictures that the form starts from stay there: they are for what
 * is written in it.
 *
 * @param proposalId the message that the drafted prompt stands in
 * @returns the settings, or a sentence for every field of the form that has to change
 */
export function proposalSettings(
  draft: Draft,
  { proposalId, text }: { proposalId: string; text: string },
  models: readonly Model[],
): { ok: true; settings: ImageSettings } | { ok: false; errors: DraftErrors } {
  const { before } = draft;
  const alone = { images: [], mask: null, parent: null, proposal_id: proposalId };
  return draftSettings({ ...draft, ...before, ...alone }, text, modelForWords(draft, models));
}
