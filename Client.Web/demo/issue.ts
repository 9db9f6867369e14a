import { complain, openView } from './live.js';
import { issueView } from './views/issue-view.js';

openView({ kind: 'issue', product: 'Issues', render: issueView }).catch(complain);
