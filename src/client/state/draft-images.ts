import type { ImageSettings } from '../../protocol/image-request.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import type { DraftImage } from './draft.ts';

/** An image of the chat as something to start from. */
export function draftImage(image: ImageRow): DraftImage {
  return {
    from: 'image',
    id: image.id,
    thumbnail: image.thumbnail_url ?? image.url ?? '',
    name: image.prompt,
    width: image.width,
    height: image.height,
  };
}

/** What settings start from, as it is shown; of uploads nothing more is known than that they are. */
export function draftImagesOf(
  settings: ImageSettings,
  images: ReadonlyMap<string, ImageRow>,
): DraftImage[] {
  return settings.images.map((source) => {
    if ('upload_id' in source) {
      return unseenUpload(source.upload_id);
    }
    const row = images.get(source.image_id);
    const unknown = { thumbnail: '', name: '', width: 0, height: 0 };
    return row ? draftImage(row) : { from: 'image', id: source.image_id, ...unknown };
  });
}

/** An upload of which only that it is one is known. */
export function unseenUpload(id: string): DraftImage {
  return { from: 'upload', id, thumbnail: '', name: '', width: 0, height: 0 };
}

/** Images with another one among them. @param later ids of those before which it stands */
export function placed(
  images: readonly DraftImage[],
  image: DraftImage,
  later: ReadonlySet<string>,
): DraftImage[] {
  const at = images.findIndex(({ id }) => later.has(id));
  return at < 0 ? [...images, image] : images.toSpliced(at, 0, image);
}
