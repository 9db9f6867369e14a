import type { Notifications } from '../connection/notifications.js';
import type { Inbox, Snooze } from '../inbox/inbox.js';
import type { InboxItem, InboxOperation } from '../inbox/wire.js';
import { isSnoozed } from './item-state.js';
import { subjectLabel } from './subjects.js';

/** What was done, for the user, and how to take it back. */
export interface Notice {
  readonly text: string;
  readonly undo?: () => Promise<unknown>;
}

const texts: Partial<Record<InboxOperation, string>> = {
  archive: 'Archived', unarchive: 'Moved to the inbox', snooze: 'Snoozed', unsnooze: 'Brought back',
};

/** Does what the user wants of a notification; answers what to say of it, if that is not plain to see. */
export async function operate(
  client: Notifications, item: InboxItem, operation: InboxOperation, snooze?: Snooze,
): Promise<Notice | undefined> {
  const { inbox } = client;
  const ids = [item.id];
  // What is read stays read, and costs no call.
  if (operation === 'read' && item.read) return undefined;
  await inbox.change(operation, ids, snooze);
  const text = texts[operation];
  const undo = operation === 'archive' || operation === 'snooze' ? () => putBack(inbox, item, operation) : undefined;
  return text === undefined ? undefined : { text, ...(undo && { undo }) };
}

/** To archive ends a snooze, and to snooze takes out of the archive. */
async function putBack(inbox: Inbox, item: InboxItem, operation: 'archive' | 'snooze'): Promise<void> {
  const { id, archived, read, snoozedUntil: until, snoozedFor: word } = item;
  if (archived) await inbox.archive([id]);
  else if (isSnoozed(item)) await inbox.snooze([id], { ...(until && { until }), ...(word && { for: word }) });
  else if (operation === 'archive') await inbox.unarchive([id]);
  else await inbox.unsnooze([id]);
  // To archive is to read.
  if (!read && (archived || operation === 'archive')) await inbox.markUnread([id]);
}

/** Nothing is told of a subject any more. */
export async function mute(client: Notifications, subject: string): Promise<Notice> {
  await client.preferences.mute(subject);
  return { text: `${subjectLabel(subject)} is muted`, undo: () => client.preferences.unmute(subject) };
}
