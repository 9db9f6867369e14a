import type { InboxChange, InboxItem, InboxOperation, InboxView } from '../inbox/wire.js';

/** What an operation makes of a notification. */
export function operated(item: InboxItem, { operation, until, for: word }: Omit<InboxChange, 'kind' | 'sequence'>): InboxItem {
  const { snoozedUntil: _until, snoozedFor: _for, ...awake } = item;
  switch (operation) {
    case 'seen': return { ...item, seen: true };
    case 'read': return { ...item, seen: true, read: true };
    case 'unread': return { ...item, read: false };
    case 'archive': return { ...awake, seen: true, read: true, archived: true };
    case 'unarchive': return { ...item, archived: false };
    case 'snooze': return { ...awake, archived: false, ...(until && { snoozedUntil: until }), ...(word && { snoozedFor: word }) };
    case 'unsnooze': return awake;
    case 'save': return { ...item, saved: true };
    case 'unsave': return { ...item, saved: false };
    default: return item;
  }
}

/** Whether a view shows a notification in its present state. */
export function belongs(item: InboxItem, view: InboxView): boolean {
  const { archived, saved, read, seen } = item;
  const snoozed = isSnoozed(item);
  switch (view) {
    case 'all': return true;
    case 'archived': return archived;
    case 'saved': return saved;
    case 'snoozed': return snoozed;
    case 'unread': return !archived && !snoozed && !read;
    case 'unseen': return !archived && !snoozed && !seen;
    default: return !archived && !snoozed;
  }
}

export function isSnoozed({ snoozedUntil, snoozedFor }: InboxItem): boolean {
  return snoozedUntil !== undefined || snoozedFor !== undefined;
}

const entrances: Partial<Record<InboxView, readonly InboxOperation[]>> = {
  inbox: ['unarchive', 'unsnooze'],
  unread: ['unread', 'unarchive', 'unsnooze'],
  archived: ['archive'],
  saved: ['save'],
  snoozed: ['snooze'],
};

/** Whether an operation can bring into a view what was not there before. */
export function canEnter(view: InboxView, operation: InboxOperation | undefined): boolean {
  return operation !== undefined && (entrances[view]?.includes(operation) ?? false);
}
