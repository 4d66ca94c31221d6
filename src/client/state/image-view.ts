import type { ImageSettings } from '../../protocol/image-request.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageKind, ImageRow, ImageStatus, MessageRow } from '../../protocol/rows.ts';
import type { ImageProgress, ImageService } from '../../protocol/server-message.ts';
import { additionInWords } from './additions-view.ts';
import { sizeFor } from './draft-size.ts';
import { lineageOf, sizeAsked, type Pixels } from './request-outcome.ts';
import { waitInWords } from './expected-wait.ts';
import { canceledInWords, imageFailure, type ImageFailure } from './image-failure.ts';
import { imageOrigin, type ImageOrigin, type KnownParent } from './image-origin.ts';
import { priceInWords } from './price-words.ts';
import { imageDrafted, type ImageDrafted } from './proposal-words.ts';
import { whyWaiting } from './service-words.ts';
import { aboutDuration, duration, placeInLine, shapeOf } from './words.ts';

/** An image as the conversation, the gallery and the lightbox show it: words, not codes. */
export interface ImageView {
  /** Tells it from the others of its entry, also before it is a row. */
  key: string;
  /** Empty while the request has no row yet. */
  id: string;
  message_id: string | null;
  kind: ImageKind;
  status: ImageStatus;
  prompt: string;
  /** First in its caption: the prompt, or who added it. */
  caption: string;
  /** What stands for it where it cannot be seen. */
  alt: string;
  url: string | null;
  /** A small one of it, where there is one, else the same. */
  thumbnail: string | null;
  /** ThumbHash in base64: what its place looks like until its bytes are there. */
  placeholder: string | null;
  /** Pixels, and the shape as custom properties for the frame. */
  width: number;
  height: number;
  frame: Record<string, string>;
  model: string;
  /** Below the prompt: model, shape, time, price; or how far it is. */
  notes: readonly string[];
  /** What was added to its prompt, a line each. */
  added: readonly string[];
  origin: ImageOrigin | null;
  drafted: ImageDrafted | null;
  stars: StarsView;
  /** In the frame while it waits. */
  waiting: string;
  /** On the frame while it develops. */
  pill: string;
  /** 0 to 1, `null` without a measure. */
  fraction: number | null;
  bar: Record<string, string>;
  estimated: boolean;
  preview: string | null;
  can_cancel: boolean;
  /** Whether somebody asked for its cancel, and it has not ended yet. */
  canceling: boolean;
  /** `null` where it did not fail. */
  failure: ImageFailure | null;
  /** By whom it was canceled. */
  canceled: string;
}

/** The votes for an image. */
export interface StarsView {
  count: number;
  mine: boolean;
  names: string;
}

/** What is known of an image besides its row. */
export interface ImageNow {
  progress: ImageProgress | undefined;
  /** Whether images can be made. */
  service: ImageService['status'];
  canceling: boolean;
  parent: KnownParent;
  /** The message with the drafted prompt that it was asked for with, where it is here. */
  proposal: MessageRow | undefined;
}

/** What a request starts from, as far as it is here. */
export interface PendingSources {
  parent: KnownParent;
  /** The first of its images. */
  source: ImageRow | undefined;
  proposal: MessageRow | undefined;
}

/** What else has to be known to put an image into words. */
export interface ImageContext {
  me: string;
  models: readonly Model[];
  /** Who owns the chat; `null` for nobody. */
  owner: string | null;
  nameOf: (personId: string) => string;
}

export const noStars: StarsView = { count: 0, mine: false, names: '' };

/** While nobody has said where an image stands in the line. */
const onItsWay = 'On its way';

/** How a model is called: its name, or the last part of an id that is not offered any more. */
export function modelName(id: string, models: readonly Model[]): string {
  return models.find((model) => model.id === id)?.name ?? id.split('/').at(-1) ?? id;
}

/** An image of the chat, with what is known of it now. */
export function imageView(
  image: ImageRow,
  { progress, service, canceling, parent, proposal }: ImageNow,
  context: ImageContext,
): ImageView {
  const status = image.status === 'pending' ? (progress?.status ?? 'pending') : image.status;
  const developing = status === 'processing';
  const fraction =
    developing && typeof progress?.progress === 'number' ? progress.progress / 100 : null;
  const model = modelName(image.model, context.models);
  const left = progress?.remaining_ms ?? null;
  const mayCancel = image.requested_by === context.me || context.owner === context.me;
  const isLive = status === 'pending' || developing;
  const isCanceling = isLive && (canceling || image.canceled_by !== null);
  const origin = imageOrigin(image, parent, context);
  return {
    ...framed(image.width, image.height),
    key: '0',
    id: image.id,
    message_id: image.message_id,
    kind: image.kind,
    status,
    prompt: image.prompt,
    ...wordsOf(image, parent, context),
    url: image.url,
    thumbnail: image.thumbnail_url ?? image.url,
    placeholder: image.placeholder,
    model,
    notes: (isCanceling
      ? ['Canceling', model]
      : notesOf(image, status, model, left, shapeName(image, context.models))
    ).filter((note) => note !== ''),
    added: image.additions.map(additionInWords),
    origin,
    drafted: imageDrafted(image.proposal_id, proposal),
    stars: noStars,
    waiting: waitingInWords(progress, service),
    pill: developing ? pillOf(progress) : '',
    fraction,
    bar: { '--fraction': String(fraction ?? 0) },
    estimated: progress?.estimated ?? false,
    preview: developing ? (progress?.preview ?? null) : null,
    can_cancel: isLive && mayCancel,
    canceling: isCanceling,
    failure: imageFailure(image),
    canceled: canceledBy(image, context),
  };
}

/** An image that was asked for a moment ago, in the frame that it will have. */
export function pendingImageView(
  settings: ImageSettings,
  fallback: Pixels,
  { parent, source, proposal }: PendingSources,
  context: ImageContext,
): ImageView {
  const model = settings.model ? modelName(settings.model, context.models) : '';
  const offered = context.models.find(({ id }) => id === settings.model);
  const size = sizeAsked(settings, offered, source) ?? sizeFor(offered, fallback);
  return {
    ...framed(size.width, size.height),
    key: '0',
    id: '',
    message_id: null,
    kind: settings.kind,
    status: 'pending',
    prompt: settings.prompt,
    caption: settings.prompt,
    alt: settings.prompt,
    url: null,
    thumbnail: null,
    placeholder: null,
    model,
    notes: ['Waiting', model].filter((note) => note !== ''),
    added: [],
    origin: imageOrigin(lineageOf(settings), parent, context),
    drafted: imageDrafted(settings.proposal_id, proposal),
    stars: noStars,
    waiting: onItsWay,
    pill: '',
    fraction: null,
    bar: { '--fraction': '0' },
    estimated: false,
    preview: null,
    can_cancel: false,
    canceling: false,
    failure: null,
    canceled: '',
  };
}

/** Pixels, and the shape of the frame that they make. */
export function framed(width: number, height: number) {
  return { width, height, frame: { '--w': String(width), '--h': String(height) } };
}

function wordsOf(
  { kind, prompt, requested_by }: ImageRow,
  { row }: KnownParent,
  { me, nameOf }: ImageContext,
): Pick<ImageView, 'caption' | 'alt'> {
  if (kind === 'upload') {
    const by = requested_by === me ? 'you' : nameOf(requested_by);
    return { caption: `Added by ${by}`, alt: `Picture added by ${by}` };
  }
  // An enlarged one has no words of its own: it shows what it was made from.
  const alt = prompt || row?.prompt || 'Picture';
  return { caption: prompt, alt };
}

/** The shape as the model offers it, whose pixels may be only near to it. */
export function shapeName({ model, width, height }: ImageRow, models: readonly Model[]): string {
  const shapes = models.find(({ id }) => id === model)?.shapes ?? [];
  const offered = shapes.find((shape) => shape.width === width && shape.height === height);
  return offered?.ratio ?? shapeOf(width, height);
}

function notesOf(
  image: ImageRow,
  status: ImageStatus,
  model: string,
  left: number | null,
  shape: string,
): string[] {
  if (image.kind === 'upload') return [];
  if (status === 'pending') return ['Waiting', model];
  if (status === 'processing') {
    return ['Developing', left === null ? '' : `${aboutDuration(left)} left`, model];
  }
  const took = image.predict_ms === null ? '' : duration(image.predict_ms);
  return [model, shape, took, image.price === null ? '' : priceInWords(image.price)];
}

function pillOf(progress: ImageProgress | undefined): string {
  if (!progress) return 'Developing';
  if (progress.estimated) {
    return progress.remaining_ms === null ? 'Developing' : aboutDuration(progress.remaining_ms);
  }
  return progress.progress === null ? 'Developing' : `${Math.floor(progress.progress)}%`;
}

/** What a waiting image waits for: its place in the line, or that none can be made. */
function waitingInWords(
  progress: ImageProgress | undefined,
  service: ImageService['status'],
): string {
  // It has left the line, and the provider has not begun.
  if (progress?.position === null) return 'Starting';
  if (service !== 'available') return whyWaiting(service);
  if (!progress) return onItsWay;
  const place = placeInLine(progress.position);
  return progress.wait_ms === null ? place : `${place}, ${waitInWords(progress.wait_ms)}`;
}

function canceledBy({ canceled_by, error }: ImageRow, { me, nameOf }: ImageContext): string {
  const by = canceled_by === null ? '' : canceled_by === me ? 'you' : nameOf(canceled_by);
  return canceledInWords(by, error?.may_have_been_charged ?? false);
}
