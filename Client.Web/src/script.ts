import { scriptLoader, setInboxLoader } from './bell/inbox-loader.js';

export * from './api.js';

setInboxLoader(scriptLoader('notifications-inbox.iife.js'));
