import type { Call } from '../inbox/inbox-calls.js';
import type { EffectivePreference, PreferenceQuestion, Preferences, UserPreferences } from './preferences.js';

/** The preferences, by calls to the gateway. */
export class PreferenceCalls implements Preferences {
  constructor(private readonly call: Call) {}

  get(): Promise<UserPreferences> {
    return this.call('preferences', {});
  }

  set(preferences: UserPreferences): Promise<UserPreferences> {
    return this.call('setPreferences', { preferences });
  }

  mute(subject: string, until?: Date | string): Promise<UserPreferences> {
    return this.call('mute', { subject, ...(until && { until: new Date(until).toISOString() }) });
  }

  unmute(subject: string): Promise<UserPreferences> {
    return this.call('unmute', { subject });
  }

  effective(question: PreferenceQuestion): Promise<EffectivePreference> {
    return this.call('effective', question);
  }
}
