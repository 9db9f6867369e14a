import type { Notifications } from './connection/notifications.js';
import type { Flag, FlagHandle } from './flags/flag.js';

// What the elements are to those who use them. Their classes stay inside, so that the types need no Lit.

/** `<notification-flags>`: the page's flags. */
export interface NotificationFlagsElement extends HTMLElement {
  /** `bottom-start` (default), `bottom-end`, `top-start` or `top-end`; also an attribute. */
  placement: string;
  /** Moves the focus to the newest flag; `Alt+Shift+N` by default, none when empty; also an attribute. */
  hotkey: string;
  /** Shows a flag; while three are visible, it waits. */
  show(flag: Flag): FlagHandle;
  /** Takes all flags away, also those that wait. */
  closeAll(): void;
}

/** Where a subject is to be seen; the inbox leads there. Only `http`, `https` and site-relative addresses are followed. */
export type SubjectUrl = (subject: string) => string | undefined;

/** `<notification-bell>`: the unread count and the state of the connection; a click opens the inbox. */
export interface NotificationBellElement extends HTMLElement {
  /** The connection to follow. */
  client: Notifications | undefined;
  /** Where subjects are to be seen; without it, or where it knows of none, a notification's own first address counts. */
  subjectUrl: SubjectUrl | undefined;
  /** Whether the inbox is open; also an attribute. */
  open: boolean;
}

/** `<notification-inbox>`: the list of what was kept. It fires `inbox-close` when it is to go. */
export interface InboxPanel extends HTMLElement {
  client: Notifications | undefined;
  subjectUrl: SubjectUrl | undefined;
  /** Below which it opens; without one it lies where it is put. */
  anchor: HTMLElement | undefined;
}

/** How somebody is shown. Only `http`, `https` and site-relative addresses of images are taken. */
export type ViewerPerson = (user: string) => { readonly name?: string; readonly image?: string } | undefined;

/** `<notification-viewers>`: who else looks at a subject; defined once the gateway tells of somebody. */
export interface NotificationViewersElement extends HTMLElement {
  /** The connection to follow. */
  client: Notifications | undefined;
  /** What is looked at; subscribe to it too. Also an attribute. */
  subject: string | undefined;
  /** How viewers are called; without it, or where it knows of none, by their ids. */
  person: ViewerPerson | undefined;
  /** How many are shown before a number stands for the rest; 5 by default; also an attribute. */
  max: number;
}

declare global {
  interface HTMLElementTagNameMap {
    'notification-flags': NotificationFlagsElement;
    'notification-bell': NotificationBellElement;
    'notification-inbox': InboxPanel;
    'notification-viewers': NotificationViewersElement;
  }
  interface DocumentEventMap {
    /** Cancelable: whoever renews the page in place calls `preventDefault`. */
    'notifications:refresh': CustomEvent<null>;
    /** An `event` action was clicked. */
    'notifications:event': CustomEvent<{ readonly name: string; readonly payload: unknown }>;
  }
}
