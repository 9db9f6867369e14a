import { setInboxLoader } from './bell/inbox-loader.js';
import { setViewersLoader } from './viewers/viewers-loader.js';

export * from './api.js';

setInboxLoader(() => import('./inbox.js'));
setViewersLoader(() => import('./viewers.js'));
