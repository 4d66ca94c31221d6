const ending = '/thumbnail';

/**
 * Shows the image itself wherever its thumbnail cannot be had. One for the whole page: nobody else
 * hears of it, unless the image fails as well.
 */
export function fallBackToOriginals(page: Document): void {
  page.addEventListener(
    'error',
    (event) => {
      const { target } = event;
      if (!(target instanceof HTMLImageElement) || !target.src.endsWith(ending)) return;
      event.stopImmediatePropagation();
      target.src = target.src.slice(0, -ending.length);
    },
    true,
  );
}
