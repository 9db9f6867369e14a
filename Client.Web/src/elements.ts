import { NotificationBell } from './bell/notification-bell.js';
import { NotificationFlag } from './flags/notification-flag.js';
import { NotificationFlags } from './flags/notification-flags.js';

const elements = {
  'notification-bell': NotificationBell,
  'notification-flag': NotificationFlag,
  'notification-flags': NotificationFlags,
};

// The package may be in the page twice, as a script tag and in a bundle; the first one wins.
for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
