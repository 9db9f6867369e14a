import type { InboxItem } from '../inbox/wire.js';

/** Notifications of one day, or of all days before yesterday. */
export interface Day {
  readonly name: string;
  readonly items: readonly InboxItem[];
}

/** Puts notifications, newest first, under the days on which they happened. */
export function byDay(items: readonly InboxItem[], now: Date): Day[] {
  const days = new Map<string, InboxItem[]>();
  for (const item of items) {
    const name = dayName(item.time, now);
    const its = days.get(name);
    if (its) its.push(item);
    else days.set(name, [item]);
  }
  return [...days].map(([name, its]) => ({ name, items: its }));
}

/** The time of day, or the date when it was before yesterday. */
export function itemTime(time: string | undefined, now: Date): string {
  const then = new Date(time ?? NaN);
  if (Number.isNaN(then.getTime())) return '';
  if (dayName(time, now) !== 'Earlier') return then.toLocaleTimeString([], { timeStyle: 'short' });
  const sameYear = then.getFullYear() === now.getFullYear();
  return then.toLocaleDateString([], { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) });
}

/** When a snoozed notification comes back. */
export function snoozedText({ snoozedUntil, snoozedFor }: InboxItem): string {
  const event = snoozedFor && {
    resolved: 'until it is resolved',
    reopened: 'until it is reopened',
    statusChanged: 'until its status changes',
    commented: 'until somebody comments',
    updated: 'until it changes',
  }[snoozedFor];
  const time = snoozedUntil
    && `until ${new Date(snoozedUntil).toLocaleString([], { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })}`;
  return [time, event].filter(Boolean).join(' or ');
}

function dayName(time: string | undefined, now: Date): string {
  const then = new Date(time ?? now);
  if (then.toDateString() === now.toDateString() || then > now) return 'Today';
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  return then.toDateString() === yesterday.toDateString() ? 'Yesterday' : 'Earlier';
}
