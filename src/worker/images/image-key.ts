/** The key under which an image's bytes are kept: fixed, so that storing twice stores once. */
export function imageKey(chatId: string, imageId: string): string {
  return `chats/${chatId}/images/${imageId}`;
}

/** What the keys of all images of a chat begin with. */
export function chatImagesPrefix(chatId: string): string {
  return `chats/${chatId}/`;
}

const extensions: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
};

/** How the name of an image's file ends, such as `png`. */
export function imageExtension(contentType: string | null): string {
  return extensions[contentType ?? ''] ?? 'png';
}

/** Where an image's file lies in an export. */
export function imageFile(image: { id: string; content_type: string | null }): string {
  return `images/${image.id}.${imageExtension(image.content_type)}`;
}

/** The path at which the app serves an image to the members of its chat. */
export function imagePath(chatId: string, imageId: string): string {
  return `/chats/${chatId}/images/${imageId}`;
}
