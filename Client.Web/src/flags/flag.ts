import type { Action, ClickAction } from '../actions/action.js';

/** What a flag is like: sets its icon and colour, and how urgently a screen reader says it. */
export type FlagType = 'info' | 'success' | 'warning' | 'error';

/** Forge's seven fields, and the time. */
export interface Flag {
  /** A flag with the id of one that is still there replaces it. */
  readonly id: string | number;
  /** Text, never HTML. */
  readonly title: string;
  /** Text, never HTML. */
  readonly description?: string;
  /** Default `info`. */
  readonly type?: FlagType;
  /** If given, it takes the place of `type` and asks for the bold look. */
  readonly appearance?: FlagType;
  /** Forge's `{ text, onClick }` or the gateway's. */
  readonly actions?: readonly (Action | ClickAction)[];
  /** Goes away by itself 8 s after it was shown, not counting the time while somebody may be reading it. */
  readonly isAutoDismiss?: boolean;
  /** When it happened, ISO 8601; left out if it is now. */
  readonly time?: string;
  /** How many like it were withheld before it. */
  readonly withheld?: number;
}

/** Whoever follows what becomes of a flag. */
export interface FlagWatcher {
  /** It is visible now, and not waiting for a place. */
  displayed(): void;
  /** It is gone. */
  removed(byUser: boolean): void;
}

/** A flag that was shown. */
export interface FlagHandle {
  /** Takes it away, or out of the queue. Safe to call when it is gone. */
  close(): void;
}
