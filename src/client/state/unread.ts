/** A count as it is shown: up to 99, then "99+", and nothing for none. */
export function countInWords(count: number): string {
  if (count <= 0) return '';
  return count > 99 ? '99+' : String(count);
}

/**
 * What the tab is called: the open room, and before it how much goes on.
 *
 * @param name of the open room; `null` for none
 * @param running pictures that are being made in it
 * @param unreadRooms rooms in which something is unread
 */
export function pageTitle(name: string | null, running: number, unreadRooms: number): string {
  const count = running + unreadRooms;
  const title = name === null ? 'Darkroom' : `${name} · Darkroom`;
  return count > 0 ? `(${count}) ${title}` : title;
}
