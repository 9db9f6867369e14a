import { setInboxLoader } from './bell/inbox-loader.js';

export * from './api.js';

setInboxLoader(() => import('./inbox.js'));
