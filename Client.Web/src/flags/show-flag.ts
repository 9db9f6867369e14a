import type { Flag, FlagHandle } from './flag.js';
import type { NotificationFlags } from './notification-flags.js';

/** Shows a flag in the page's `<notification-flags>`, which is made if there is none. */
export function showFlag(flag: Flag): FlagHandle {
  return page().show(flag);
}

function page(): NotificationFlags {
  const existing = document.querySelector<NotificationFlags>('notification-flags');
  if (existing) return existing;
  const made = document.createElement('notification-flags') as NotificationFlags;
  document.body.append(made);
  return made;
}
