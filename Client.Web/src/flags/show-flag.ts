import type { Flag, FlagHandle, FlagWatcher } from './flag.js';
import type { NotificationFlags } from './notification-flags.js';

/** Shows a flag in the page's `<notification-flags>`, which is made if there is none. */
export function showFlag(flag: Flag): FlagHandle {
  return showWatched(flag);
}

/** The same, and says what becomes of it. */
export function showWatched(flag: Flag, watcher?: FlagWatcher): FlagHandle {
  return page().show(flag, watcher);
}

function page(): NotificationFlags {
  const existing = document.querySelector<NotificationFlags>('notification-flags');
  if (existing) return existing;
  const made = document.createElement('notification-flags') as NotificationFlags;
  document.body.append(made);
  return made;
}
