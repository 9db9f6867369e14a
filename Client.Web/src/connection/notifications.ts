import type { Inbox } from '../inbox/inbox.js';
import type { InboxChange } from '../inbox/wire.js';
import type { Preferences } from '../preferences/preferences.js';
import type { NotificationsError } from './error.js';
import type { View } from './subscriptions.js';
import type { Counts, Presence, WireFlag } from './wire.js';

/** `connecting` until the first attach; `ended` is final. */
export type ConnectionState = 'connecting' | 'online' | 'reconnecting' | 'ended';

/** What a listener can hear, by name. */
export interface NotificationsEvents {
  /** The unread or the unseen count changed. */
  counts: Counts;
  /** The inbox changed, in this tab or anywhere else. */
  inbox: InboxChange;
  /** More changed in the inbox or the preferences than can be told, or they are another user's: read them anew. */
  inboxStale: undefined;
  /** The connection changed. */
  state: ConnectionState;
  /** Flags may have been missed: look at the page afresh. With an error, the subject is no longer subscribed. */
  behind: { readonly subject: string; readonly error?: NotificationsError };
  /** The gateway refused for good, and no further try is made. */
  ended: NotificationsError;
  /** Who looks at a subject changed; told only to tokens that permit `presence`. */
  presence: Presence;
  /** A flag is about to be shown, each id once. */
  flag: { readonly subject: string; readonly flag: WireFlag };
}

/** A connection to the gateway, which repairs itself. */
export interface Notifications {
  readonly state: ConnectionState;
  /** Whom the token stands for; missing until the gateway said so. */
  readonly user: string | undefined;
  /** Missing until the gateway said so; it does so only to tokens that permit `inbox`. */
  readonly counts: Counts | undefined;
  /** What was kept for the user. */
  readonly inbox: Inbox;
  /** How the user wants to be told. */
  readonly preferences: Preferences;
  /**
   * Shows the subject's flags in the page's `<notification-flags>` from now on. While the connection is lost it waits.
   *
   * @param subject What is open, for instance `jira:issue:DEMO-1`.
   * @throws NotificationsError when it is refused for good (`subject_not_covered`, …) or the connection is closed.
   */
  subscribe(subject: string): Promise<View>;
  /** Who looks at a subject that is subscribed; missing until the gateway said so. */
  presence(subject: string): Presence | undefined;
  /** Adds a listener; the answer takes it away. What it throws is reported on the console. */
  on<Name extends keyof NotificationsEvents>(name: Name, listener: (detail: NotificationsEvents[Name]) => void): () => void;
  /** Ends it. Safe to call twice. */
  close(): void;
}
