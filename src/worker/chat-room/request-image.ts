import { imageSpec, specsOfSet } from '../../domain/models/image-spec.ts';
import type { ImageRequest } from '../../protocol/client-message.ts';
import { limits } from '../../protocol/limits.ts';
import { addImages, whyNoImages } from './add-image.ts';
import { composeRequest } from './compose-request.ts';
import { findSources } from './image-sources.ts';
import { clientIdIn } from './message-id.ts';
import { proposalToUse, useProposal } from './proposal-requests.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';
import { showUpload } from './show-upload.ts';

/** Asks for images; what they start from and was not shown yet is shown in the conversation first. */
export function requestImage(request: ImageRequest, context: RequestContext): Answer {
  const model = context.models.find(request.model);
  if (!model) {
    const known = context.models.offered(() => null).map(({ id }) => id);
    const message = `There is no model "${request.model ?? ''}" here. Choose one of: ${known.join(', ')}.`;
    return { ok: false, error: { code: 'unknown_model', message, field: 'model' } };
  }
  const found = findSources(request, context);
  if (!found.ok) return found;
  const { parent_id } = request;
  if (parent_id !== null && !context.store.get('image', parent_id)) {
    return refused('not_found', 'The picture that this one comes from is not in this room.');
  }
  const drafted = proposalToUse(request.proposal_id, context);
  if (!drafted.ok) return drafted;
  const made = imageSpec(request, model, found.sources, randomSeed());
  if (!made.ok) return made;
  const composed = composeRequest(request, model, context);
  if (!composed.ok) return composed;
  const why = whyNoImages(request.count, request.client_id, context);
  if (why) return why;
  const shown = new Map(
    found.fresh.map((upload, index) => {
      const client_id = clientIdIn(request.client_id, `source ${index}`);
      return [upload.id, showUpload(upload, { client_id }, context).imageId];
    }),
  );
  const images = made.spec.images.map((id) => shown.get(id) ?? id);
  const { kind: asked, proposal_id } = request;
  const lineage = { kind: asked, parent_id: parent_id ?? images[0] ?? null, proposal_id };
  const kind = lineage.kind === 'original' && images.length > 0 ? 'reference' : lineage.kind;
  useProposal(drafted.proposal, context);
  const specs = specsOfSet({ ...made.spec, ...composed.fields, images }, request.count);
  return addImages(specs, { ...lineage, kind }, request.client_id, context);
}

function randomSeed(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % (limits.maxSeed + 1);
}
