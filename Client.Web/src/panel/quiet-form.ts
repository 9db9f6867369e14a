import { NotificationsError } from '../connection/error.js';
import type { Preferences, QuietHours, QuietTime, UserPreferences, Weekday } from '../preferences/preferences.js';

export const weekdays: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Quiet hours as the form shows them: one time on some days. */
export interface QuietForm {
  readonly on: boolean;
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** Whether errors are shown all the same. */
  readonly errors: boolean;
  /** Times beyond the first, set by another program; they stay as they are. */
  readonly others: readonly QuietTime[];
}

/** @param timeZone For those who have no quiet hours yet. */
export function quietForm(quiet: QuietHours | undefined, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone): QuietForm {
  const [first, ...others] = quiet?.times ?? [];
  return {
    on: quiet !== undefined,
    days: first?.days ?? weekdays.slice(0, 5),
    // The gateway may send seconds, which the fields would show.
    from: (first?.from ?? '18:00').slice(0, 5),
    to: (first?.to ?? '08:00').slice(0, 5),
    timeZone: quiet?.timeZone ?? timeZone,
    errors: quiet?.except !== undefined,
    others,
  };
}

/** Nothing when there are no quiet hours. */
export function quietHours(form: QuietForm, before: QuietHours | undefined): QuietHours | undefined {
  if (!form.on || !isComplete(form)) return undefined;
  const days = weekdays.filter((day) => form.days.includes(day));
  return {
    timeZone: form.timeZone,
    times: [{ days, from: form.from, to: form.to }, ...form.others],
    ...(form.errors && { except: before?.except ?? 'error' }),
  };
}

/** Sets what was changed in the form, and leaves alone what another tab changed meanwhile. */
export async function setQuiet(preferences: Preferences, edits: Partial<QuietForm>): Promise<UserPreferences> {
  for (let tries = 1; ; tries++) {
    const { quiet: before, ...others } = await preferences.get();
    const quiet = quietHours({ ...quietForm(before), ...edits }, before);
    try {
      return await preferences.set({ ...others, ...(quiet && { quiet }) });
    } catch (thrown) {
      if (tries === 3 || NotificationsError.from(thrown).code !== 'preferences_changed') throw thrown;
    }
  }
}

/** Whether it can be saved. */
export function isComplete({ on, days, from, to }: QuietForm): boolean {
  return !on || (days.length > 0 && from !== '' && to !== '');
}
