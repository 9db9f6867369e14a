import { NotificationsError } from '../connection/error.js';
import { showFlag } from '../flags/show-flag.js';
import { runAction } from './run-action.js';

/** Forge's router: goes to pages, but only to safe ones, and asks in a flag before it leaves the site. */
export const router = {
  /**
   * Goes there in this tab.
   *
   * @throws NotificationsError `url_refused` when the URL is not `http`, `https` or site-relative.
   */
  navigate: (url: string): Promise<void> => go('navigate', url),

  /**
   * Goes there in a new tab, without opener.
   *
   * @throws NotificationsError `url_refused` when the URL is not `http`, `https` or site-relative.
   */
  open: (url: string): Promise<void> => go('open', url),
};

async function go(kind: 'navigate' | 'open', url: string): Promise<void> {
  const outcome = await runAction({ kind, url, text: '' });
  if (outcome.status === 'failed') throw new NotificationsError('url_refused', `The URL is not allowed: ${url}`);
  if (outcome.status !== 'confirm') return;
  const flag = showFlag({
    id: `router:${kind}:${url}`,
    title: `Leave for ${outcome.host}?`,
    description: 'The link leads outside this site.',
    actions: [
      { text: 'Continue', onClick: () => runAction({ kind, url, text: '' }, true).then(() => flag.close()) },
      { text: 'Stay here', onClick: () => flag.close() },
    ],
  });
}
