/** What our cookies are called. */
export const cookieNames = {
  prefix: 'darkroom',
  /** The copy of the session, under a name that better-auth can find again. */
  cache: 'session_data',
  copy: (isSecure: boolean) => `${isSecure ? '__Secure-' : ''}darkroom.session_data`,
  /** `__Host-` pins the cookie to this very host; browsers take it over https only. */
  session: (isSecure: boolean) => (isSecure ? '__Host-darkroom.session' : 'darkroom.session'),
} as const;
