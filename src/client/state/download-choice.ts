import * as z from 'zod/mini';

const choiceSchema = z.object({
  /** The file as it is stored, or another kind. */
  format: z.enum(['original', 'png', 'webp', 'jpeg']),
  /** Whether prompt and settings are written into it. */
  metadata: z.enum(['keep', 'strip']),
});

/** In which form pictures are downloaded. */
export type DownloadChoice = z.infer<typeof choiceSchema>;

const usual: DownloadChoice = { format: 'original', metadata: 'keep' };

/** Formats to choose among, as they are called. */
export const downloadFormats: readonly { format: DownloadChoice['format']; name: string }[] = [
  { format: 'original', name: 'Original' },
  { format: 'png', name: 'PNG' },
  { format: 'webp', name: 'WebP' },
  { format: 'jpeg', name: 'JPEG' },
];

/** Reads a kept choice; what cannot be read is as if nothing had been chosen. */
export function parseDownloadChoice(kept: string | null): DownloadChoice {
  try {
    return choiceSchema.parse(JSON.parse(kept ?? 'null'));
  } catch {
    return usual;
  }
}

/** The address of a picture as a file. */
export function downloadPath(chatId: string, imageId: string, choice: DownloadChoice): string {
  return `/chats/${chatId}/downloads/${imageId}?${new URLSearchParams(choice).toString()}`;
}

/** The address of several pictures as a zip. */
export function downloadsPath(
  chatId: string,
  imageIds: readonly string[],
  choice: DownloadChoice,
): string {
  const query = new URLSearchParams({ ids: imageIds.join(','), ...choice });
  return `/chats/${chatId}/downloads?${query.toString()}`;
}
