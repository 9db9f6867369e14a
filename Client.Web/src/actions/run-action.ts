import type { Action, ClickAction, NavigateAction, OpenAction } from './action.js';
import { browser as realBrowser, type Browser } from './browser.js';
import { call } from './call.js';
import type { Outcome } from './outcome.js';
import { refresh } from './refresh.js';
import { safeUrl } from './safe-url.js';

const refused: Outcome = { status: 'failed', text: 'Failed: address not allowed' };

/**
 * Does what a button says. It never throws.
 *
 * @param confirmed Whether the user agreed to leave for another origin.
 */
export async function runAction(
  action: Action | ClickAction,
  confirmed = false,
  browser: Browser = realBrowser,
): Promise<Outcome> {
  if ('onClick' in action) return click(action);
  switch (action.kind) {
    case 'navigate':
    case 'open':
      return go(action, confirmed, browser);
    case 'refresh':
      refresh(browser.reload);
      return { status: 'closed' };
    case 'call': {
      const url = safeUrl(action.url, browser.origin);
      return url ? call(action, url, browser) : refused;
    }
    case 'event':
      document.dispatchEvent(new CustomEvent('notifications:event', {
        detail: { name: action.event, payload: action.payload },
      }));
      return { status: 'closed' };
    default:
      // A gateway that is newer than this page.
      return { status: 'failed', text: 'Failed: unknown action' };
  }
}

function go(action: NavigateAction | OpenAction, confirmed: boolean, browser: Browser): Outcome {
  const url = safeUrl(action.url, browser.origin);
  if (!url) return refused;
  if (!url.sameOrigin && !confirmed) return { status: 'confirm', host: url.host };
  if (action.kind === 'navigate') browser.assign(url.href);
  else browser.open(url.href);
  return { status: 'closed' };
}

async function click(action: ClickAction): Promise<Outcome> {
  try {
    await action.onClick();
    return { status: 'done' };
  } catch (error) {
    console.error(`The action '${action.text}' failed.`, error);
    return { status: 'failed', text: 'Failed' };
  }
}
