import type { FlagType } from '../flags/flag.js';

/** How a user wants to be told. What is not said here is as the rule says. */
export interface UserPreferences {
  readonly choices: readonly PreferenceChoice[];
  readonly mutes: readonly Mute[];
  readonly quiet?: QuietHours;
  /** As of which they were read. What is set with it replaces nothing newer: `preferences_changed`. */
  readonly version?: string;
}

/** What the user wants of a rule, for a reason, or of a source; the first of them that says something counts. */
export interface PreferenceChoice {
  readonly scope: 'rule' | 'reason' | 'source';
  readonly key: string;
  readonly show?: boolean;
  readonly keep?: boolean;
}

/** Nothing is told of a subject, or of everything in a project or space. */
export interface Mute {
  /** `jira:issue:ABC-12`, `jira:project:ABC`. */
  readonly subject: string;
  /** When it ends, ISO 8601; left out for never. */
  readonly until?: string;
}

/** When no flag is shown. Flags are held, the inbox is filled, and one digest follows. */
export interface QuietHours {
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly times: readonly QuietTime[];
  /** Flags of this sort and worse are shown all the same. */
  readonly except?: FlagType;
}

/** A time of day, on the days on which it begins; where `to` is not later than `from`, it ends on the next day. */
export interface QuietTime {
  readonly days: readonly Weekday[];
  /** `HH:mm`. */
  readonly from: string;
  /** `HH:mm`. */
  readonly to: string;
}

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** A notification as preferences look at it. */
export interface PreferenceQuestion {
  readonly rule: string;
  readonly source: string;
  readonly subject: string;
  readonly reasons?: readonly string[];
  readonly type?: FlagType;
  readonly critical?: boolean;
  readonly places?: readonly string[];
}

/** What would become of a notification now, and why. */
export interface EffectivePreference {
  readonly show: boolean;
  readonly keep: boolean;
  /** What decided. */
  readonly cause: string;
  /** The same for people. */
  readonly explanation: string;
  /** When that ends by itself, ISO 8601. */
  readonly until?: string;
}

/** How the user wants to be told. Calls fail with a `NotificationsError`, as those of the inbox do. */
export interface Preferences {
  get(): Promise<UserPreferences>;
  /** Replaces them. */
  set(preferences: UserPreferences): Promise<UserPreferences>;
  /** Of a subject, project or space nothing is told any more. */
  mute(subject: string, until?: Date | string): Promise<UserPreferences>;
  unmute(subject: string): Promise<UserPreferences>;
  effective(question: PreferenceQuestion): Promise<EffectivePreference>;
}
