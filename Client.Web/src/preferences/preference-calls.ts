import type { Call } from '../inbox/inbox-calls.js';
import type { EffectivePreference, Mute, PreferenceQuestion, Preferences, UserPreferences } from './preferences.js';

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
    return this.#replace(subject, [{ subject, ...(until && { until: new Date(until).toISOString() }) }]);
  }

  unmute(subject: string): Promise<UserPreferences> {
    return this.#replace(subject, []);
  }

  effective(question: PreferenceQuestion): Promise<EffectivePreference> {
    return this.call('effective', question);
  }

  async #replace(subject: string, mutes: readonly Mute[]): Promise<UserPreferences> {
    const present = await this.get();
    return this.set({ ...present, mutes: [...present.mutes.filter((mute) => mute.subject !== subject), ...mutes] });
  }
}
