/**
 * The place of each pending image in its chat's queue, from 1, first come first.
 *
 * @param images the chat's images that have not ended, each with the revision it was asked at
 */
export function queuePositions(
  images: Iterable<{ id: string; seq: number; pending: boolean }>,
): Map<string, number> {
  const pending = [...images].filter((image) => image.pending).toSorted((a, b) => a.seq - b.seq);
  return new Map(pending.map((image, index) => [image.id, index + 1]));
}
