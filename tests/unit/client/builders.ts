import type { DraftImage } from '../../../src/client/state/draft.ts';
import type { EntryRow } from '../../../src/protocol/entries.ts';
import type { Model, ModelControl } from '../../../src/protocol/model.ts';
import type { ImageRow, MemberRow, MessageRow } from '../../../src/protocol/rows.ts';
import type {
  Changes,
  ImageProgress,
  ImageService,
  Snapshot,
} from '../../../src/protocol/server-message.ts';

export const ana = 'user-ana';
export const mira = 'user-mira';

/** An id of ours that begins with a readable name. */
export function idOf(name: string): string {
  return name.padEnd(22, '0');
}

export const chatId = idOf('chat');

/** Half past ten on a day, so that no test depends on the time at which it runs. */
export const halfPastTen = new Date(2026, 10, 23, 10, 30).getTime();

export function member(id: string, name: string): MemberRow {
  return { id, rev: 1, name, joined_at: 0 };
}

export function message(name: string, seq: number, change: Partial<MessageRow> = {}): MessageRow {
  return {
    id: idOf(name),
    rev: seq,
    seq,
    client_id: `client-${name}`,
    author_id: mira,
    text: name,
    image_id: null,
    reply_to: null,
    mentions: [],
    reactions: [],
    proposal: null,
    created_at: halfPastTen,
    updated_at: halfPastTen,
    edited_at: null,
    deleted_at: null,
    ...change,
  };
}

export function entry(name: string, rev: number, change: Partial<EntryRow> = {}): EntryRow {
  return {
    id: idOf(name.replaceAll(/[^\w]/g, '-')),
    rev,
    kind: 'palette',
    name: '',
    text: name,
    negative_prompt: '',
    tags: [],
    always: true,
    created_by: mira,
    updated_by: mira,
    created_at: halfPastTen,
    updated_at: halfPastTen,
    deleted_at: null,
    ...change,
  };
}

export function image(name: string, rev: number, change: Partial<ImageRow> = {}): ImageRow {
  return {
    id: idOf(name),
    rev,
    chat_id: chatId,
    message_id: idOf(`message-${name}`),
    requested_by: mira,
    prompt: 'a quiet lake',
    negative_prompt: '',
    additions: [],
    composed_prompt: null,
    composed_negative_prompt: null,
    proposal_id: null,
    status: 'pending',
    url: null,
    width: 960,
    height: 640,
    model: 'maker/quick',
    seed: 7,
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
    created_at: halfPastTen,
    updated_at: halfPastTen,
    completed_at: null,
    deleted_at: null,
    ...change,
  };
}

export function changes(change: Partial<Changes> = {}): Changes {
  return {
    type: 'changes',
    rev: 0,
    chat: null,
    members: [],
    messages: [],
    images: [],
    quoted: [],
    entries: [],
    ...change,
  };
}

export function snapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    type: 'snapshot',
    rev: 0,
    chat: { id: chatId, rev: 1, name: 'Northlight cover', owner_id: ana },
    members: [],
    messages: [],
    images: [],
    quoted: [],
    entries: [],
    progress: [],
    has_older: false,
    ...change,
  };
}

export function progress(name: string, change: Partial<ImageProgress> = {}): ImageProgress {
  return {
    type: 'image_progress',
    image_id: idOf(name),
    status: 'processing',
    progress: null,
    estimated: false,
    remaining_ms: null,
    position: null,
    wait_ms: null,
    preview: null,
    ...change,
  };
}

export function service(
  status: ImageService['status'],
  change: Partial<ImageService> = {},
): ImageService {
  const sentence = status === 'available' ? null : 'The account has no credit left.';
  return { type: 'image_service', status, message: sentence, until: null, ...change };
}

const plainModel: Omit<Model, 'id' | 'name' | 'description' | 'is_default' | 'size' | 'shapes'> = {
  use: 'create',
  price: 0.01,
  usual_ms: null,
  prompt: 'required',
  takes_negative_prompt: false,
  takes_seed: true,
  match_shape: null,
  follows_image: false,
  sides: null,
  images: { max: 0, required: false },
  takes_mask: false,
  strength: null,
  controls: [],
  unavailable: [],
};

/** Takes width and height as asked. */
export const exactModel: Model = {
  ...plainModel,
  sides: { min: 384, max: 1024, step: 64 },
  id: 'maker/quick',
  name: 'Quick',
  description: 'about 1 s',
  is_default: true,
  size: 'exact',
  takes_negative_prompt: true,
  shapes: [
    { ratio: '3:2', width: 960, height: 640 },
    { ratio: '1:1', width: 512, height: 512 },
  ],
};

/** Takes only the shape, and nothing to leave out. */
export const shapeModel: Model = {
  ...plainModel,
  id: 'maker/careful',
  name: 'Careful',
  description: 'about 9 s',
  is_default: false,
  size: 'shape',
  shapes: [
    { ratio: '1:1', width: 1024, height: 1024 },
    { ratio: '16:9', width: 1344, height: 768 },
  ],
};

export const models = [exactModel, shapeModel];

/** One of a model's own controls. */
export function control(name: string, change: Partial<ModelControl> = {}): ModelControl {
  return {
    name,
    title: name,
    description: '',
    type: 'number',
    default: null,
    minimum: null,
    maximum: null,
    step: null,
    max_length: null,
    choices: [],
    required: false,
    ...change,
  };
}

/** A picture to start from that was uploaded. */
export function upload(name: string): DraftImage {
  return {
    from: 'upload',
    id: idOf(name),
    thumbnail: `/thumbnails/${name}`,
    name: `${name}.png`,
    width: 640,
    height: 480,
    url: `/images/${name}`,
  };
}
