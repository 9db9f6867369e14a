/** The frames about a user's inbox, as `docs/wire.md` fixes them. */

import type { Counts, Position, WireFlag } from '../connection/wire.js';

/** A notification of the inbox: what its flag says, and in which state it is. */
export interface InboxItem extends WireFlag {
  /** The greater, the newer. */
  readonly sequence: number;
  /** What it is about, for instance `jira:issue:DEMO-1`. */
  readonly subject: string;
  readonly source: string;
  /** Why this user. */
  readonly reasons: readonly string[];
  /** Whether it was displayed, in a flag or in the list. */
  readonly seen: boolean;
  readonly read: boolean;
  readonly archived: boolean;
  readonly saved: boolean;
  /** Until when it is out of sight, ISO 8601. */
  readonly snoozedUntil?: string;
  /** What has to happen to its subject until which it is out of sight. */
  readonly snoozedFor?: SnoozeWord;
}

/** What can be done to notifications of the inbox. */
export type InboxOperation =
  'seen' | 'read' | 'unread' | 'archive' | 'unarchive' | 'snooze' | 'unsnooze' | 'save' | 'unsave';

/** What a snoozed notification can wait for. */
export type SnoozeWord = 'resolved' | 'reopened' | 'statusChanged' | 'commented' | 'updated';

/**
 * Notifications by their state: `inbox` is what is neither archived nor snoozed, `unread` and `unseen` are parts of it,
 * `saved` is whatever is kept for later.
 */
export type InboxView = 'inbox' | 'unread' | 'unseen' | 'archived' | 'snoozed' | 'saved' | 'all';

/** One change of the user's inbox or preferences. */
export interface InboxChange {
  readonly sequence: number;
  /** `arrived`: `item` is new, newer, or back. `changed`: `operation` was done to `ids`. `removed`: `ids` are gone. */
  readonly kind: 'arrived' | 'changed' | 'removed' | 'reset' | 'preferences' | 'digest';
  readonly item?: InboxItem;
  readonly operation?: InboxOperation;
  readonly ids?: readonly string[];
  readonly until?: string;
  readonly for?: SnoozeWord;
  readonly digest?: WireFlag;
}

/** Where the inbox stands, and what was missed. */
export interface InboxStanding {
  readonly position: Position;
  readonly counts: Counts;
  /** Whether `missed` is all that changed since the position that was asked for. */
  readonly complete: boolean;
  readonly missed: readonly InboxChange[];
}

export interface InboxMessage {
  /** The sequence before the first change. */
  readonly previous: number;
  readonly position: Position;
  readonly counts: Counts;
  readonly changes: readonly InboxChange[];
  /** Flags that the user closed in another tab. */
  readonly closed?: readonly string[];
}
