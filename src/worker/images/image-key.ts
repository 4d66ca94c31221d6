/** The key under which an image's bytes are kept: fixed, so that storing twice stores once. */
export function imageKey(chatId: string, imageId: string): string {
  return `chats/${chatId}/images/${imageId}`;
}

/** The path at which the app serves an image to the members of its chat. */
export function imagePath(chatId: string, imageId: string): string {
  return `/chats/${chatId}/images/${imageId}`;
}
