import type { Snooze } from '../inbox/inbox.js';
import { isIssue } from './subjects.js';

/** A way to snooze. */
export interface SnoozeChoice {
  readonly text: string;
  /** When that is. */
  readonly hint?: string;
  readonly snooze: Snooze;
}

/** The hour at which a day of work begins. */
const morning = 9;

/** How many hours "later" is. */
const later = 3;

const halfHour = 30 * 60_000;

/** The ways to snooze what is about a subject. */
export function snoozeChoices(subject: string, now: Date): SnoozeChoice[] {
  const choices = [
    ...at('Later today', laterToday(now), { timeStyle: 'short' }),
    ...at('Tomorrow', inDays(now, 1), { weekday: 'short', hour: 'numeric', minute: '2-digit' }),
    ...at('Next week', inDays(now, (8 - now.getDay()) % 7 || 7), { weekday: 'short', day: 'numeric', month: 'short' }),
  ];
  const event: SnoozeChoice = isIssue(subject)
    ? { text: 'Until it is resolved', snooze: { for: 'resolved' } }
    : { text: 'Until somebody comments', snooze: { for: 'commented' } };
  return [...choices, event];
}

function at(text: string, until: Date | undefined, format: Intl.DateTimeFormatOptions): SnoozeChoice[] {
  return until ? [{ text, hint: until.toLocaleString([], format), snooze: { until } }] : [];
}

/** In three hours, at a full half hour; nothing when that is tomorrow. */
function laterToday(now: Date): Date | undefined {
  const then = new Date(Math.ceil((now.getTime() + later * 3_600_000) / halfHour) * halfHour);
  return then.getDate() === now.getDate() ? then : undefined;
}

function inDays(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);
}
