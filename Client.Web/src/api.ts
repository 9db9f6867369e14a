import './elements.js';

export type {
  Action, CallAction, ClickAction, EventAction, NavigateAction, OpenAction, RefreshAction,
} from './actions/action.js';
export { refresh } from './actions/refresh.js';
export { router } from './actions/router.js';
export { connect, type ConnectOptions } from './connection/connect.js';
export { NotificationsError } from './connection/error.js';
export type { ConnectionState, Notifications, NotificationsEvents } from './connection/notifications.js';
export type {
  Inbox, InboxChanged, InboxFilter, InboxPage, InboxQuery, InboxSelection, Snooze, Which,
} from './inbox/inbox.js';
export type { InboxChange, InboxItem, InboxOperation, InboxView, SnoozeWord } from './inbox/wire.js';
export type {
  EffectivePreference, Mute, PreferenceChoice, PreferenceQuestion, Preferences, QuietHours, QuietTime, UserPreferences, Weekday,
} from './preferences/preferences.js';
export type { View } from './connection/subscriptions.js';
export type { Counts, Presence, Viewer, WireFlag } from './connection/wire.js';
export type { Flag, FlagHandle, FlagType } from './flags/flag.js';
export { showFlag } from './flags/show-flag.js';
export type { InboxPanel, NotificationBellElement, NotificationFlagsElement, NotificationViewersElement, SubjectUrl, ViewerPerson } from './public-elements.js';
