/** The frames between browser and gateway, as `docs/wire.md` fixes them. */

import type { Action } from '../actions/action.js';
import type { FlagType } from '../flags/flag.js';
import type { InboxStanding } from '../inbox/wire.js';

/** A place in a stream. The epoch is opaque; sequences compare only within one epoch. */
export interface Position {
  readonly epoch: string;
  readonly sequence: number;
}

/** A flag as the gateway sends it. All text is text, never HTML. */
export interface WireFlag {
  readonly id: string;
  readonly rule?: string;
  readonly title: string;
  readonly description?: string;
  readonly type: FlagType;
  readonly appearance?: FlagType;
  readonly actions?: readonly Action[];
  readonly isAutoDismiss?: boolean;
  /** Whether the notification is in the inbox too. */
  readonly kept?: boolean;
  /** Whether it goes to the inbox unless somebody sees it in time. */
  readonly keptWhenAway?: boolean;
  /** When it happened, ISO 8601. */
  readonly time?: string;
  /** One with the same id and a greater revision takes its place. */
  readonly revision?: number;
  /** How many like it were withheld before it. */
  readonly withheld?: number;
}

/** How much is in the inbox; within an epoch of the inbox, a higher version is newer. */
export interface Counts {
  /** What is not read. */
  readonly unread: number;
  /** What was never displayed, in a flag or in the list. */
  readonly unseen: number;
  readonly version: number;
}

export interface FlagBatch {
  readonly subject: string;
  readonly position: Position;
  readonly flags: readonly WireFlag[];
}

export interface AttachRequest {
  readonly token: string;
  readonly tab: string;
  /** The languages in which texts are wanted, best first. */
  readonly locales: readonly string[];
  /** Where it stands in the changes of the inbox. */
  readonly inbox?: Position;
}

export interface AttachAnswer {
  readonly site: string;
  readonly user: string;
  /** When the token expires, ISO 8601. */
  readonly expiresAt: string;
  /** There when the token permits `inbox`. */
  readonly inbox?: InboxStanding;
}

export interface RenewAnswer {
  /** When the new token expires, ISO 8601. */
  readonly expiresAt: string;
}

export interface SubscribeRequest {
  readonly subject: string;
  readonly position?: Position;
}

export interface SubscribeAnswer {
  readonly subject: string;
  readonly position: Position;
  readonly complete: boolean;
  readonly missed: readonly FlagBatch[];
  /** There when the token permits `presence` and it is known already. */
  readonly presence?: Presence;
}

/** Who looks at a subject now. */
export interface Presence {
  readonly subject: string;
  /** 100 at most: first those whose tab is in front, then those who came first. */
  readonly viewers: readonly Viewer[];
  /** How many users there are. */
  readonly count: number;
}

export interface Viewer {
  readonly user: string;
  /** ISO 8601. */
  readonly since: string;
  /** Whether all of the user's tabs are hidden. */
  readonly hidden: boolean;
}

export interface EndedMessage {
  readonly code: string;
  readonly message: string;
  readonly reconnect: boolean;
}
