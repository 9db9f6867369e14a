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

/** `<notification-bell>`: the unread count and the state of the connection. */
export interface NotificationBellElement extends HTMLElement {
  /** The connection to follow. */
  client: Notifications | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'notification-flags': NotificationFlagsElement;
    'notification-bell': NotificationBellElement;
  }
  interface DocumentEventMap {
    /** Cancelable: whoever renews the page in place calls `preventDefault`. */
    'notifications:refresh': CustomEvent<null>;
    /** An `event` action was clicked. */
    'notifications:event': CustomEvent<{ readonly name: string; readonly payload: unknown }>;
  }
}
