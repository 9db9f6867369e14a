/** How long a flag counts as new, in milliseconds. */
const fresh = 60_000;

/**
 * When something happened, for those who see it late: the time of day, with the date unless it is today. A clock time,
 * because "2 minutes ago" is wrong soon after.
 *
 * @param time ISO 8601.
 * @param now Milliseconds since 1970.
 * @returns nothing for what happened within the last minute.
 */
export function flagTime(time: string | undefined, now: number): string | undefined {
  const then = new Date(time ?? NaN);
  if (Number.isNaN(then.getTime()) || now - then.getTime() < fresh) return undefined;
  const today = then.toDateString() === new Date(now).toDateString();
  return then.toLocaleString([], { timeStyle: 'short', ...(!today && { dateStyle: 'medium' }) });
}
