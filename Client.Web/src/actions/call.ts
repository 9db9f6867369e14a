import type { CallAction } from './action.js';
import type { Browser } from './browser.js';
import type { Outcome } from './outcome.js';
import type { SafeUrl } from './safe-url.js';

const methods = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** How long an answer may take, in milliseconds. */
const limit = 30_000;

/** Sends a `call` action to the page's own origin. */
export async function call(action: CallAction, url: SafeUrl, browser: Browser): Promise<Outcome> {
  if (!url.sameOrigin || !methods.has(action.method)) return { status: 'failed', text: 'Failed: not allowed' };
  const json = action.body === undefined ? {} : {
    body: JSON.stringify(action.body),
    headers: { 'Content-Type': 'application/json' },
  };
  try {
    const response = await browser.fetch(url.href, {
      method: action.method,
      credentials: 'same-origin',
      // Refuses a redirect that leads away as well.
      mode: 'same-origin',
      signal: AbortSignal.timeout(limit),
      ...json,
    });
    return response.ok ? { status: 'done', text: 'Done' } : { status: 'failed', text: `Failed: ${response.status}` };
  } catch {
    return { status: 'failed', text: 'Failed: no answer' };
  }
}
