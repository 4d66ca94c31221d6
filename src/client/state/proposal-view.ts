import { limits } from '../../protocol/limits.ts';
import type { Proposal, ProposalProgress } from '../../protocol/proposal.ts';
import type { ImageRow, MessageRow } from '../../protocol/rows.ts';
import { capitalized, messagesInWords } from './proposal-words.ts';
import { avatarOf, initialOf } from './words.ts';

/** A message that a prompt was drafted from, on one line of its receipt. */
export interface ProposalSourceView {
  message_id: string;
  author: string;
  initial: string;
  avatar: string;
  /** The words, or the prompt of a picture; cut to `limits.excerptLength`. */
  excerpt: string;
  /** Whether it is there to be jumped to. */
  there: boolean;
  /** "Lin took a message out" where its words are in the prompt no more; else empty. */
  taken_out: string;
  can_take_out: boolean;
  /** Whether I wrote it. */
  mine: boolean;
}

/** A prompt that was drafted from messages, ready to be shown. */
export interface ProposalView {
  status: Proposal['status'];
  /** How often it was begun anew. */
  round: number;
  /** "Ana drafts a prompt from 5 messages". */
  title: string;
  /** The prompt, as far as it is. */
  text: string;
  /** Why no language model wrote it; or empty. */
  note: string;
  /** "changed by Lin", or empty. */
  changed: string;
  /** "Uses 2 messages of yours" while they can be taken out; or empty. */
  mine: string;
  /** All of them, also those that were taken out; in the order of the conversation. */
  sources: readonly ProposalSourceView[];
  /** Whose words are in it, each once. */
  faces: readonly { id: string; initial: string; avatar: string }[];
  /** On one line: whose words are in it, or how many messages, and once it was used who made it. */
  receipt: string;
  /** Whether it is on the server, so that something can be done with it. */
  sent: boolean;
}

/** A source and what is known of it here. */
export interface KnownSource {
  row: MessageRow | undefined;
  image: ImageRow | undefined;
}

export interface ProposalParts {
  proposal: Proposal;
  /** As the row has it. */
  text: string;
  author: string;
  /** As far as it is, while it is being written. */
  drafted: ProposalProgress | undefined;
  /** In the order of `proposal.sources`. */
  sources: readonly KnownSource[];
  /** The first image that was asked for with it. */
  made: ImageRow | undefined;
  /** `false` while only this browser knows of it. */
  sent: boolean;
}

export interface ProposalContext {
  me: string;
  /** Who owns the chat; `null` for nobody. */
  owner: string | null;
  nameOf: (personId: string) => string;
}

/** Puts a drafted prompt into words. */
export function proposalView(parts: ProposalParts, context: ProposalContext): ProposalView {
  const { proposal, drafted, sent } = parts;
  const { status } = proposal;
  const sources = proposal.sources.map((source, at) =>
    sourceView(source, parts.sources[at], mayTakeOut(source, parts, context), context),
  );
  const used = proposal.sources.filter(({ taken_out_by }) => taken_out_by === null);
  const own = sources.filter((source) => source.mine && source.can_take_out).length;
  const mine = own === 0 ? '' : `Uses ${messagesInWords(own)} of yours`;
  const isWriting = status === 'writing';
  return {
    status,
    round: proposal.round,
    title: titleOf(parts, used.length, context),
    text: isWriting ? (drafted?.text ?? '') : parts.text,
    note: isWriting ? '' : noteOf(proposal),
    changed: proposal.edited_by === null ? '' : `changed by ${byName(proposal.edited_by, context)}`,
    mine,
    sources,
    faces: [...new Set(used.map(({ author_id }) => author_id))].map((id) => ({
      id,
      initial: initialOf(context.nameOf(id)),
      avatar: avatarOf(id),
    })),
    receipt: receiptOf(status, mine, used.length, madeWords(parts.made, context)),
    sent,
  };
}

function receiptOf(status: Proposal['status'], mine: string, count: number, made: string): string {
  const from = messagesInWords(count);
  if (status === 'used') return `from ${from} · ${made}`;
  return mine === '' ? from : mine;
}

function sourceView(
  { message_id, author_id, taken_out_by }: Proposal['sources'][number],
  known: KnownSource | undefined,
  mayGo: boolean,
  context: ProposalContext,
): ProposalSourceView {
  const row = known?.row;
  const isThere = row?.deleted_at === null;
  const author = context.nameOf(author_id);
  const isOut = taken_out_by !== null;
  return {
    message_id,
    author,
    initial: initialOf(author),
    avatar: avatarOf(author_id),
    excerpt: isOut ? '' : isThere ? excerptOf(row, known?.image) : 'Deleted message',
    there: isThere && !isOut,
    taken_out: isOut ? `${capitalized(byName(taken_out_by, context))} took a message out` : '',
    can_take_out: !isOut && mayGo,
    mine: author_id === context.me,
  };
}

/** Whoever wrote a message may take it out, whoever asked for the prompt, and who owns the chat. */
function mayTakeOut(
  { author_id }: Proposal['sources'][number],
  { proposal, author, sent }: ProposalParts,
  { me, owner }: ProposalContext,
): boolean {
  return sent && proposal.status !== 'used' && [author_id, author, owner].includes(me);
}

function excerptOf({ text }: MessageRow, image: ImageRow | undefined): string {
  return ((image ? image.prompt : text) || 'Picture').slice(0, limits.excerptLength);
}

function titleOf({ proposal, author }: ProposalParts, count: number, context: ProposalContext) {
  const from = messagesInWords(count);
  if (proposal.status !== 'writing') return `Prompt from ${from}`;
  return author === context.me
    ? `You draft a prompt from ${from}`
    : `${context.nameOf(author)} drafts a prompt from ${from}`;
}

function noteOf({ written_by, reason }: Proposal): string {
  if (written_by === 'model') return '';
  return reason === 'not_configured'
    ? 'Put together from the words alone: no language model is set up here.'
    : 'Put together from the words alone: the language model did not answer.';
}

function madeWords(image: ImageRow | undefined, context: ProposalContext): string {
  return image ? `made by ${byName(image.requested_by, context)}` : 'made';
}

function byName(id: string, { me, nameOf }: ProposalContext): string {
  return id === me ? 'you' : nameOf(id);
}
