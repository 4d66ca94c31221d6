/** How long the copy of a session counts that lies beside its cookie, in seconds. */
export const copyLasts = 5 * 60;
