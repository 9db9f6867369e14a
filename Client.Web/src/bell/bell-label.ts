import type { ConnectionState } from '../connection/notifications.js';

/** What a screen reader says of the bell. */
export function bellLabel(unread: number | undefined, state: ConnectionState): string {
  const connection = { connecting: 'Connecting…', reconnecting: 'Reconnecting…', ended: 'Disconnected.', online: '' }[state];
  return [countLabel(unread), connection].filter(Boolean).join('. ');
}

/** The name of the button, with what is to be read on it. */
export function buttonLabel(unread: number | undefined): string {
  return unread ? `Notifications: ${badgeText(unread)} unread` : 'Notifications';
}

/** What fits into the badge. */
export function badgeText(unread: number): string {
  return unread > 99 ? '99+' : String(unread);
}

function countLabel(unread: number | undefined): string {
  if (unread === undefined) return '';
  if (unread === 0) return 'No unread notifications';
  return unread === 1 ? '1 unread notification' : `${unread} unread notifications`;
}
