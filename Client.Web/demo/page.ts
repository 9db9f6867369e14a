import { complain, openView } from './live.js';
import { pageView } from './views/page-view.js';

openView({ kind: 'page', product: 'Pages', render: pageView }).catch(complain);
