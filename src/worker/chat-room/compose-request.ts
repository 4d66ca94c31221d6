import type { ImageRequest } from '../../protocol/client-message.ts';
import {
  additionsFor,
  composePrompt,
  wordsOf,
  wordsWith,
  type Composition,
} from '../../protocol/compose-prompt.ts';
import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';

/** What an image's row keeps of how its prompt was put together. */
export type ComposedFields = Pick<
  ImageRow,
  'additions' | 'composed_prompt' | 'composed_negative_prompt'
>;

const asTyped: ComposedFields = {
  additions: [],
  composed_prompt: null,
  composed_negative_prompt: null,
};

/**
 * Puts together what the model is asked with: what was typed, and what goes with it by the room's
 * context, the chosen styles and the image that is followed up. All of it is of this room, since
 * nothing else is within reach.
 */
export function composeRequest(
  request: ImageRequest,
  model: Model,
  context: RequestContext,
): { ok: true; fields: ComposedFields } | (Answer & { ok: false }) {
  if (model.prompt === 'none') return { ok: true, fields: asTyped };
  const { store } = context;
  const found = additionsOf(request, context);
  if ('error' in found) return found;
  const composition = composePrompt(request, found.additions, model.takes_negative_prompt);
  const parent = request.parent_id === null ? null : store.get('image', request.parent_id);
  const words = wordsWith(
    request.kind === 'follow_up' && parent ? wordsOf(parent) : null,
    request.prompt,
  );
  if (words.length > limits.composedPromptLength) {
    return refused('invalid', 'With the words of before this is too long. Write it anew.');
  }
  return { ok: true, fields: composedFields(request, composition) };
}

function additionsOf(
  request: ImageRequest,
  { store, entries }: RequestContext,
): Pick<Composition, 'additions'> | (Answer & { ok: false }) {
  const { context, without, styles, kind, parent_id } = request;
  if (typeof context === 'object') {
    const image = store.get('image', context.image_id);
    if (!image || image.deleted_at !== null) {
      return refused('not_found', 'The picture whose prompt this takes over is gone.');
    }
    const left = image.additions.filter(({ entry_id }) => !without.includes(entry_id ?? ''));
    const chosen = styles.map((style) => ({ kind: 'style' as const, entry_id: null, ...style }));
    return { additions: [...left, ...chosen] };
  }
  const followed =
    kind === 'follow_up' && parent_id !== null ? store.get('image', parent_id) : null;
  if (kind === 'follow_up' && followed?.deleted_at !== null) {
    return refused('not_found', 'The picture that this follows up is gone.');
  }
  const earlier = followed ? wordsOf(followed) : null;
  const used = context === 'room' ? entries.all() : [];
  return { additions: additionsFor(request, { earlier, entries: used, without, styles }) };
}

function composedFields(request: ImageRequest, composition: Composition): ComposedFields {
  const { additions, prompt, negative_prompt } = composition;
  return {
    additions,
    composed_prompt: prompt === request.prompt ? null : prompt,
    composed_negative_prompt: negative_prompt === request.negative_prompt ? null : negative_prompt,
  };
}
