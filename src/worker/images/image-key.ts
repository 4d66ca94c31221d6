/**
 * The key under which bytes are kept in a chat: fixed by what they are, so that the same bytes are
 * kept once however often they are stored.
 *
 * @param name the SHA-256 of the bytes (hex); of images from before that, their id
 */
export function imageKey(chatId: string, name: string): string {
  return `chats/${chatId}/images/${name}`;
}

/**
 * The key of an object's thumbnail. Not below the object's own key: some S3 servers keep objects as
 * files, and a file cannot be a folder as well.
 */
export function thumbnailKey(key: string): string {
  return `${key}.thumbnail`;
}

/** What the keys of all images begin with; whatever else a bucket has is none of ours. */
export const imagesPrefix = 'chats/';

/** What the keys of all images of a chat begin with. */
export function chatImagesPrefix(chatId: string): string {
  return `${imagesPrefix}${chatId}/`;
}

/** Whose object a key is for; `name` is as `imageKey` takes it. */
export type KeyParts = { chatId: string; name: string; isThumbnail: boolean };

/** What a key says; `null` for one that this app never writes. */
export function partsOfKey(key: string): KeyParts | null {
  const found = /^chats\/([\w-]{22})\/images\/([0-9a-f]{64}|[\w-]{22})(\.thumbnail)?$/.exec(key);
  if (!found) return null;
  const [, chatId = '', name = '', thumbnail] = found;
  return { chatId, name, isThumbnail: thumbnail !== undefined };
}

/** Whether a name is that of bytes, and not an image's id. */
export function isHash(name: string): boolean {
  return name.length === 64;
}

/** The path at which the app serves an image to the members of its chat. */
export function imagePath(chatId: string, name: string): string {
  return `/${imageKey(chatId, name)}`;
}

/** The path of the thumbnail of the image that is served at `path`. */
export function thumbnailPath(path: string): string {
  return `${path}/thumbnail`;
}

/** The key of the object that is served at `path`. */
export function keyOfPath(path: string): string {
  return path.slice(1);
}

const extensions: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
};

/** How the name of an image's file ends, such as `png`. */
export function imageExtension(contentType: string | null): string {
  return extensions[contentType ?? ''] ?? 'png';
}

/** Where an image's file lies in an export. */
export function imageFile(image: { id: string; content_type: string | null }): string {
  return `images/${image.id}.${imageExtension(image.content_type)}`;
}
