import type { InboxView } from '../inbox/wire.js';
import type { IconName } from './icons.js';

/** What to say where there is nothing. */
export interface EmptyState {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
}

const states: Partial<Record<InboxView, EmptyState>> = {
  unread: { icon: 'check', title: 'All caught up', text: 'You have read everything in your inbox.' },
  saved: { icon: 'save', title: 'Nothing saved', text: 'Save a notification to find it here again.' },
  snoozed: { icon: 'clock', title: 'Nothing snoozed', text: 'Snooze what can wait, and it comes back in time.' },
  archived: { icon: 'archive', title: 'Nothing archived', text: 'What you put away is kept here.' },
};

const inbox: EmptyState = {
  icon: 'inbox', title: 'Your inbox is empty', text: 'What happens while you are away waits for you here.',
};

export function emptyState(view: InboxView): EmptyState {
  return states[view] ?? inbox;
}
