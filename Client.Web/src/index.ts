import './elements.js';

export type {
  Action, CallAction, ClickAction, EventAction, NavigateAction, OpenAction, RefreshAction,
} from './actions/action.js';
export { refresh } from './actions/refresh.js';
export { router } from './actions/router.js';
export { connect, type ConnectOptions } from './connection/connect.js';
export { NotificationsError } from './connection/error.js';
export type { ConnectionState, Notifications, NotificationsEvents } from './connection/notifications.js';
export type { View } from './connection/subscriptions.js';
export type { Counts, WireFlag } from './connection/wire.js';
export type { Flag, FlagHandle, FlagType } from './flags/flag.js';
export { showFlag } from './flags/show-flag.js';
export type { NotificationBellElement, NotificationFlagsElement } from './public-elements.js';
