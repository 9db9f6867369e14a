import { scriptLoader, setInboxLoader } from './bell/inbox-loader.js';
import { setViewersLoader } from './viewers/viewers-loader.js';

export * from './api.js';

setInboxLoader(scriptLoader('notifications-inbox.iife.js'));
setViewersLoader(scriptLoader('notifications-viewers.iife.js'));
