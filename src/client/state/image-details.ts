import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import type { ChatState } from './chat-state.ts';
import { modelName } from './image-view.ts';
import { avatarOf, dayInWords, duration, initialOf, timeOfDay } from './words.ts';

/** A finished image with everything that the lightbox tells of it. */
export interface ImageDetails {
  id: string;
  url: string;
  /** A small one of it, where there is one, else the same. */
  thumbnail: string;
  /** ThumbHash in base64. */
  placeholder: string | null;
  download: string;
  is_upload: boolean;
  prompt: string;
  frame: Record<string, string>;
  width: number;
  height: number;
  requested_by: string;
  author: string;
  /** "Teo", or of a picture that was brought in "Added by Teo". */
  by: string;
  initial: string;
  avatar: string;
  /** "Today at 10:38". */
  made: string;
  model: string;
  size: string;
  seed: string;
  left_out: string;
  took: string;
}

/** Puts a finished image into words. */
export function imageDetails(
  image: ImageRow,
  state: ChatState,
  models: readonly Model[],
): ImageDetails {
  const author = state.members.get(image.requested_by)?.name ?? 'Somebody';
  const url = image.url ?? '';
  return {
    id: image.id,
    url,
    thumbnail: image.thumbnail_url ?? url,
    placeholder: image.placeholder,
    download: `${url}?download`,
    is_upload: image.kind === 'upload',
    prompt: image.prompt,
    frame: { '--w': String(image.width), '--h': String(image.height) },
    width: image.width,
    height: image.height,
    requested_by: image.requested_by,
    author,
    by: image.kind === 'upload' ? `Added by ${author}` : author,
    initial: initialOf(author),
    avatar: avatarOf(image.requested_by),
    made: `${dayInWords(image.created_at, Date.now())} at ${timeOfDay(image.created_at)}`,
    model: modelName(image.model, models),
    size: `${image.width} × ${image.height}`,
    seed: image.seed === null ? '' : String(image.seed),
    left_out: image.negative_prompt,
    took: image.predict_ms === null ? '' : duration(image.predict_ms),
  };
}
