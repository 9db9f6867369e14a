import type { FlagType } from '../flags/flag.js';
import type { Counts, Position } from '../connection/wire.js';
import type { InboxChange, InboxItem, InboxOperation, InboxView, SnoozeWord } from './wire.js';

/** Which notifications; what is left out excludes nothing. */
export interface InboxFilter {
  /** Default `inbox`. */
  readonly view?: InboxView;
  readonly source?: string;
  readonly subject?: string;
  readonly reason?: string;
  readonly type?: FlagType;
  readonly rule?: string;
}

/** Which page of them. */
export interface InboxQuery extends InboxFilter {
  /** `next` of the page before. */
  readonly cursor?: string;
  /** The most of a page: 1 to 200, default 50. */
  readonly limit?: number;
}

/** Some of the inbox, newest first. */
export interface InboxPage {
  readonly items: readonly InboxItem[];
  /** The cursor of the next page; missing on the last. */
  readonly next?: string;
  /** Changes up to this are in it. */
  readonly position: Position;
  readonly counts: Counts;
}

/** What an order did. */
export interface InboxChanged {
  /** How many were in another state before. */
  readonly changed: number;
  /** Ids that the inbox does not have. */
  readonly unknown: readonly string[];
  readonly counts: Counts;
}

/** Until when to snooze; with both, whichever comes first. */
export interface Snooze {
  readonly until?: Date | string;
  readonly for?: SnoozeWord;
}

/** All that a filter finds. */
export interface InboxSelection extends InboxFilter {
  /** What arrived after this sequence is left alone. */
  readonly through?: number;
}

/** Up to 1,000 notifications by id, or all that a filter finds. */
export type Which = readonly string[] | InboxSelection;

/**
 * What was kept for the user. Calls fail with a `NotificationsError`: `connection_lost` while there is no connection,
 * `permission_missing` when the token does not permit `inbox`. Doing something again changes nothing.
 */
export interface Inbox {
  readonly counts: Counts | undefined;
  list(query?: InboxQuery): Promise<InboxPage>;
  change(operation: InboxOperation, which: Which, snooze?: Snooze): Promise<InboxChanged>;
  markSeen(which: Which): Promise<InboxChanged>;
  markRead(which: Which): Promise<InboxChanged>;
  markUnread(which: Which): Promise<InboxChanged>;
  archive(which: Which): Promise<InboxChanged>;
  unarchive(which: Which): Promise<InboxChanged>;
  snooze(which: Which, until: Snooze): Promise<InboxChanged>;
  unsnooze(which: Which): Promise<InboxChanged>;
  save(which: Which): Promise<InboxChanged>;
  unsave(which: Which): Promise<InboxChanged>;
  /** Hears of each change, wherever it was made; `inboxStale` of the connection says when some were not told. */
  onChange(listener: (change: InboxChange) => void): () => void;
}
