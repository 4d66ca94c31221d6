import { limits } from '../../protocol/limits.ts';
import { star, type ImageRow, type MessageRow } from '../../protocol/rows.ts';
import type { ProposalProgress } from '../../protocol/proposal.ts';
import type { ImageProgress, ImageService } from '../../protocol/server-message.ts';
import type { MessageChange, PendingRequest } from './chat-state.ts';
import type { ConversationItem, QuotedMessage, ReactionView } from './conversation-item.ts';
import { imageSetOf } from './image-set.ts';
import {
  imageView,
  pendingImageView,
  type ImageContext,
  type ImageView,
  type PendingSources,
} from './image-view.ts';
import { pendingUploadView } from './pending-upload-view.ts';
import {
  canDraft,
  pendingProposal,
  proposalOf,
  withProposalChange,
} from './proposal-of-message.ts';
import type { KnownSource } from './proposal-view.ts';
import { avatarOf, initialOf, timeOfDay } from './words.ts';

/** Everything that one entry is made of. The same parts make the same entry. */
export interface ItemParts {
  row: MessageRow;
  image: ImageRow | undefined;
  /** What the image comes from, where it comes from one. */
  parent: ImageRow | undefined;
  parentGone: boolean;
  progress: ImageProgress | undefined;
  /** Whether its image can be made, as long as it waits for that. */
  service: ImageService['status'];
  /** Whether I asked for its cancel. */
  canceling: boolean;
  quoted: MessageRow | undefined;
  quotedImage: ImageRow | undefined;
  /** The drafted prompt that its image was asked for with, where that is here. */
  usedProposal: MessageRow | undefined;
  /** Of a drafted prompt: its words as far as they are, what it was drafted from, its first image. */
  drafted: ProposalProgress | undefined;
  sources: readonly KnownSource[];
  made: ImageRow | undefined;
  changes: readonly MessageChange[];
}

/** What an entry that is no row yet is made of besides its request. */
export interface PendingParts extends PendingSources {
  quoted: MessageRow | undefined;
  quotedImage: ImageRow | undefined;
  /** What a prompt is to be drafted from. */
  sources: readonly KnownSource[];
}

export interface ItemContext extends ImageContext {
  /** Absolute address of the chat. */
  address: string;
  /** Pixels of an image whose size the room decides. */
  fallbackSize: { width: number; height: number };
}

/** Where an entry stands among the others; set once its neighbours are known. */
const alone = { day: '', unseen: false, headed: true } as const;

/** The entry of a message that is a row, as it will be once what I asked for is done. */
export function itemOfRow(parts: ItemParts, context: ItemContext): ConversationItem {
  const { image, quoted, quotedImage } = parts;
  const row = changed(parts.row, parts.changes, context.me);
  const mine = row.author_id === context.me;
  return {
    ...alone,
    ...byAuthor(row.author_id, row.client_id, row.created_at, context),
    message_id: row.id,
    seq: row.seq,
    text: image ? '' : row.text,
    quote: row.reply_to === null ? null : quoteOf(row.reply_to, quoted, quotedImage, context),
    reactions: reactionsOf(row, context),
    edited: row.edited_at !== null,
    can_edit: mine && row.image_id === null && row.proposal === null,
    can_delete: mine || context.owner === context.me,
    can_react: true,
    can_draft: canDraft(row, image),
    mentions: row.mentions,
    mentions_me:
      !mine &&
      (quoted?.author_id === context.me ||
        row.mentions.some(({ user_id }) => user_id === context.me)),
    link: `${context.address}/messages/${row.id}`,
    state: 'sent',
    refusal: '',
    proposal: proposalOf(row, parts, context),
    images: image ? [imageOf(image, parts, row, context)] : [],
    set: null,
    members: [],
  };
}

function imageOf(
  image: ImageRow,
  { progress, service, canceling, parent, parentGone, usedProposal }: ItemParts,
  row: MessageRow,
  context: ItemContext,
): ImageView {
  const known = { parent: { row: parent, gone: parentGone }, proposal: usedProposal };
  const now = { progress, service, canceling, ...known };
  const given = reactionsOf(row, context).find(({ reaction }) => reaction === star);
  const view = imageView(image, now, context);
  if (!given) return view;
  const { count, mine, names } = given;
  return { ...view, stars: { count, mine, names: names.join(', ') } };
}

/** The entry of what I asked for and is not a row yet. */
export function itemOfPending(
  request: PendingRequest,
  { quoted, quotedImage, sources, ...from }: PendingParts,
  context: ItemContext,
): ConversationItem {
  const refused = request.refusal !== null;
  const { settings } = request;
  const image =
    settings && !refused ? pendingImageView(settings, context.fallbackSize, from, context) : null;
  const images = image
    ? Array.from({ length: settings?.count ?? 1 }, (_, at) => ({ ...image, key: String(at) }))
    : pendingUploads(request);
  return {
    ...alone,
    ...byAuthor(context.me, request.client_id, request.created_at, context),
    message_id: null,
    seq: Number.MAX_SAFE_INTEGER,
    text: image ? '' : request.text || sendingWords(request),
    quote:
      request.reply_to === null ? null : quoteOf(request.reply_to, quoted, quotedImage, context),
    reactions: [],
    edited: false,
    can_edit: false,
    can_delete: false,
    can_react: false,
    can_draft: false,
    mentions: [],
    mentions_me: false,
    link: '',
    state: refused ? 'failed' : 'sending',
    refusal: request.refusal?.message ?? '',
    proposal: pendingProposal(request, sources, context),
    images,
    set: image && images.length > 1 ? imageSetOf(images, { shape: '', price: '' }) : null,
    members: [],
  };
}

/** The pictures that go with a message, where this page has seen them. */
function pendingUploads({ uploads, refusal }: PendingRequest): ImageView[] {
  if (refusal !== null || !uploads.every(({ thumbnail }) => thumbnail !== '')) return [];
  return uploads.map(pendingUploadView);
}

/** What stands for uploads that are not in the conversation yet, and cannot be seen. */
function sendingWords(request: PendingRequest): string {
  const { uploads, refusal } = request;
  if (uploads.length === 0 || pendingUploads(request).length > 0) return '';
  const what = uploads.length === 1 ? 'A picture' : `${uploads.length} pictures`;
  return refusal ? what : `${what} on the way…`;
}

function byAuthor(id: string, clientId: string, at: number, { me, nameOf }: ItemContext) {
  const author = nameOf(id);
  return {
    key: `${id} ${clientId}`,
    client_id: clientId,
    author_id: id,
    mine: id === me,
    author,
    initial: initialOf(author),
    avatar: avatarOf(id),
    time: timeOfDay(at),
    datetime: new Date(at).toISOString(),
  };
}

/** A row as it will be once what I asked for is done. */
function changed(row: MessageRow, changes: readonly MessageChange[], me: string): MessageRow {
  let next = row;
  for (const change of changes) {
    if (change.kind === 'edit') {
      next = { ...next, text: change.text, edited_at: next.edited_at ?? next.updated_at };
    } else if (change.kind === 'proposal_edit' || change.kind === 'take_out') {
      next = withProposalChange(next, change, me);
    } else if (change.kind === 'reaction') {
      next = { ...next, reactions: reacted(next.reactions, change, me) };
    }
  }
  return next;
}

function reacted(
  reactions: MessageRow['reactions'],
  { reaction, on }: { reaction: string; on: boolean },
  me: string,
): MessageRow['reactions'] {
  const known = reactions.some((given) => given.reaction === reaction);
  const all = known || !on ? reactions : [...reactions, { reaction, user_ids: [] }];
  return all
    .map((given) => {
      if (given.reaction !== reaction) return given;
      const others = given.user_ids.filter((id) => id !== me);
      if (!on) return { reaction, user_ids: others };
      return given.user_ids.includes(me) ? given : { reaction, user_ids: [...others, me] };
    })
    .filter(({ user_ids }) => user_ids.length > 0);
}

function reactionsOf(row: MessageRow, { me, nameOf }: ItemContext): ReactionView[] {
  return row.reactions.map(({ reaction, user_ids }) => {
    const mine = user_ids.includes(me);
    const others = user_ids.filter((id) => id !== me).map(nameOf);
    return {
      reaction,
      count: user_ids.length,
      mine,
      names: mine ? ['You', ...others] : others,
    };
  });
}

function quoteOf(
  id: string,
  row: MessageRow | undefined,
  image: ImageRow | undefined,
  { nameOf }: ItemContext,
): QuotedMessage {
  // One that is not known is one that is not there any more.
  if (!row || row.deleted_at !== null) {
    const author = row ? nameOf(row.author_id) : '';
    const avatar = row ? avatarOf(row.author_id) : '';
    return { message_id: id, author, avatar, text: '', image_url: null, deleted: true };
  }
  return {
    message_id: id,
    author: nameOf(row.author_id),
    avatar: avatarOf(row.author_id),
    text: (image ? image.prompt || 'Picture' : row.text).slice(0, limits.excerptLength),
    image_url: image?.thumbnail_url ?? image?.url ?? null,
    deleted: false,
  };
}
