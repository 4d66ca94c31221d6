import type { ImageRow } from '../../protocol/rows.ts';

/** An image's row without what has to be said of each: whose it is, and where it stands. */
type GivenFields = 'id' | 'chat_id' | 'message_id' | 'requested_by' | 'created_at';

/** The row of an image of which nothing more is known yet than what is given. */
export function newImageRow(
  given: Pick<ImageRow, GivenFields> & Partial<ImageRow>,
): Omit<ImageRow, 'rev'> {
  return {
    prompt: '',
    negative_prompt: '',
    additions: [],
    composed_prompt: null,
    composed_negative_prompt: null,
    proposal_id: null,
    status: 'pending',
    url: null,
    width: 0,
    height: 0,
    model: '',
    seed: null,
    shape: null,
    options: {},
    kind: 'original',
    parent_id: null,
    images: [],
    mask_sha256: null,
    set_id: null,
    error: null,
    canceled_by: null,
    predict_ms: null,
    content_type: null,
    bytes: null,
    sha256: null,
    thumbnail_url: null,
    placeholder: null,
    price: null,
    submitted_at: null,
    predicted_at: null,
    updated_at: given.created_at,
    completed_at: null,
    deleted_at: null,
    ...given,
  };
}
