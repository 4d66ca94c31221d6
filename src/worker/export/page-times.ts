/** How an exported page writes days and times of one time zone. */
export type PageTimes = {
  zone: string;
  day: (time: number) => string;
  clock: (time: number) => string;
};

/**
 * Days and times as they are in a time zone.
 *
 * @param asked an IANA name such as `Europe/Berlin`; UTC takes the place of what is none
 */
export function pageTimes(asked: string | undefined): PageTimes {
  const zone = asked !== undefined && isTimeZone(asked) ? asked : 'UTC';
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: zone });
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone });
  return { zone, day: (time) => day.format(time), clock: (time) => clock.format(time) };
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-GB', { timeZone: name }));
  } catch {
    return false;
  }
}
