import { NotificationViewers } from './viewers/notification-viewers.js';

export type { NotificationViewersElement, ViewerPerson } from './public-elements.js';

// As the other elements: the package may be in the page twice.
if (!customElements.get('notification-viewers')) customElements.define('notification-viewers', NotificationViewers);
