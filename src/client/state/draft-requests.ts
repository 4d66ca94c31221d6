import type { ImageSettings } from '../../protocol/image-request.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { draftSettings, type Draft, type DraftErrors } from './draft.ts';
import { noLists, type NamedLists } from './named-lists.ts';
import { followedImage, followUpDraft } from './follow-up-draft.ts';
import { firstPrompts, permutationsOf } from './permutations.ts';
import { promptPlan } from './prompt-plan.ts';

/**
 * What a draft asks for with a prompt that may have groups: one request for each prompt that it stands
 * for, in their order. All of them can be asked for, or none.
 *
 * @param free how many more pictures may be in the making
 * @param lists those of the room, by name
 * @param last the image that one goes on from whose words say so
 * @returns the requests, or a sentence for every field that has to change
 */
export function draftRequests(
  draft: Draft,
  prompt: string,
  model: Model | undefined,
  free: number,
  lists: NamedLists = noLists,
  last: ImageRow | null = null,
): { ok: true; requests: ImageSettings[] } | { ok: false; errors: DraftErrors } {
  const { refusal, prompts, grouped } = promptPlan(prompt, draft, model, free, lists);
  if (refusal !== '') return { ok: false, errors: { prompt: refusal } };
  const permutations = permutationsOf(prompt, lists);
  const all = draft.as_is ? [prompt] : firstPrompts(permutations, Number(prompts));
  const requests: ImageSettings[] = [];
  for (const one of all) {
    const followed = followedImage(draft, one, last);
    const asked = followed ? followUpDraft(draft, followed, model) : draft;
    const result = draftSettings(asked, one, model);
    if (result.ok) requests.push(result.settings);
    else if (grouped && one === '' && result.errors['prompt']) {
      const words = 'With nothing chosen no word is left. Write one outside of the braces.';
      return { ok: false, errors: { ...result.errors, prompt: words } };
    } else return result;
  }
  return { ok: true, requests };
}
