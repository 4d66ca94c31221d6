/** The CSP build of Alpine has the interface of Alpine itself, but ships no types. */
declare module '@alpinejs/csp' {
  import type { Alpine as AlpineInterface } from 'alpinejs';

  export const Alpine: AlpineInterface;
}
