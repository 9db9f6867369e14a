import type { Notifications } from '../connection/notifications.js';
import type { Snooze } from '../inbox/inbox.js';
import type { InboxItem, InboxOperation } from '../inbox/wire.js';
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
  const back = {
    // To archive is to read.
    archive: async () => {
      await inbox.unarchive(ids);
      if (!item.read) await inbox.markUnread(ids);
    },
    snooze: () => inbox.unsnooze(ids),
  };
  const undo = operation === 'archive' || operation === 'snooze' ? back[operation] : undefined;
  return text === undefined ? undefined : { text, ...(undo && { undo }) };
}

/** Nothing is told of a subject any more. */
export async function mute(client: Notifications, subject: string): Promise<Notice> {
  await client.preferences.mute(subject);
  return { text: `${subjectLabel(subject)} is muted`, undo: () => client.preferences.unmute(subject) };
}
