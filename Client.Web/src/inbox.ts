import { InboxItemElement } from './panel/inbox-item.js';
import { InboxMenu } from './panel/inbox-menu.js';
import { NotificationInbox } from './panel/notification-inbox.js';
import { PreferencesView } from './panel/preferences-view.js';

export type { InboxPanel } from './public-elements.js';

const elements = {
  'notification-inbox': NotificationInbox,
  'notification-inbox-item': InboxItemElement,
  'notification-inbox-menu': InboxMenu,
  'notification-preferences': PreferencesView,
};

// As the other elements: the package may be in the page twice.
for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
