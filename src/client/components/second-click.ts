/** Milliseconds within which two clicks are one that was meant once. */
const doubleClick = 600;

/**
 * Tells the second of a double click from a click of its own: what stays in its place after it was
 * clicked on, and costs money, is not to be done twice by it.
 */
export function secondClick(): (event: Pick<MouseEvent, 'timeStamp'>) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return ({ timeStamp }) => {
    const isSecond = timeStamp - last < doubleClick;
    last = timeStamp;
    return isSecond;
  };
}
