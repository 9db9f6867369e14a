/** The frames between browser and gateway, as `docs/wire.md` fixes them. */

import type { Action } from '../actions/action.js';
import type { FlagType } from '../flags/flag.js';

/** A place in a subject's stream. The epoch is opaque; sequences compare only within one epoch. */
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
  /** When it happened, ISO 8601. */
  readonly time?: string;
  /** One with the same id and a greater revision takes its place. */
  readonly revision?: number;
  /** How many like it were withheld before it. */
  readonly withheld?: number;
}

/** The unread count; a higher version is newer. */
export interface Counts {
  readonly unread: number;
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
}

export interface AttachAnswer {
  readonly site: string;
  readonly user: string;
  /** When the token expires, ISO 8601. */
  readonly expiresAt: string;
  readonly counts?: Counts;
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
}

export interface EndedMessage {
  readonly code: string;
  readonly message: string;
  readonly reconnect: boolean;
}
