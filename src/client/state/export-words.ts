const units = ['bytes', 'kB', 'MB', 'GB'] as const;

/** A size as a person reads it: "80 MB", "1.4 GB". @param bytes counted in thousands */
export function sizeInWords(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const amount = bytes / 1000 ** step;
  const digits = step > 0 && amount < 10 ? 1 : 0;
  return `${amount.toFixed(digits)} ${units[step]}`;
}

/** How far an export is: "12 MB of about 80 MB". @param total bytes; `null` where nobody knows */
export function exportProgress(bytes: number, total: number | null): string {
  if (bytes === 0) return 'Gathering the room…';
  if (total === null || bytes > total) return sizeInWords(bytes);
  return `${sizeInWords(bytes)} of about ${sizeInWords(total)}`;
}

/** The name of a file, of a room's name: without what file systems refuse. */
export function exportFileName(room: string, extension: string): string {
  const plain = room.replaceAll(/[\p{Cc}\\/:*?"<>|]+/gu, '-').replaceAll(/^[.\s]+|[.\s]+$/g, '');
  return `${plain === '' ? 'room' : plain}.${extension}`;
}
