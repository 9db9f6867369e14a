import { showWatched } from '../flags/show-flag.js';
import { Client } from './client.js';
import { NotificationsError } from './error.js';
import { openHub } from './hub.js';
import { preferredLocales } from './locales.js';
import type { Notifications } from './notifications.js';
import { tabId } from './tab.js';
import { loadViewers } from '../viewers/viewers-loader.js';

/** Where and as whom to connect. */
export interface ConnectOptions {
  /** The gateway's hub, absolute or relative to the page; usually `/hub`. */
  readonly url: string;
  /**
   * Gets a token from the page's own server. It is asked again before the token expires. What it throws is tried again
   * later, unless it is a {@link NotificationsError} that is not retryable.
   */
  readonly token: () => Promise<string>;
  /** Up to 64 characters that stay the same for this browser tab; made and kept in `sessionStorage` if left out. */
  readonly tab?: string;
  /** The languages in which texts are wanted, best first; those of the page and of the browser if left out. */
  readonly locales?: readonly string[];
  /** Gives up the first connect, or closes the connection later on. */
  readonly signal?: AbortSignal;
}

/**
 * Connects to the gateway. Resolves after the first attach, however long the network takes; from then on the connection
 * repairs itself.
 *
 * @throws NotificationsError when the gateway refuses for good (`token_forged`, `token_wrong_site`, …), `url_refused` when
 * `url` is no address, or `closed` when the signal was aborted.
 */
export async function connect(options: ConnectOptions): Promise<Notifications> {
  if (options.signal?.aborted) throw new NotificationsError('closed', 'The signal was aborted before the connect.');
  requireAddress(options.url);
  const client = new Client({
    tab: options.tab ?? tabId(),
    token: options.token,
    locales: () => options.locales ?? preferredLocales(),
    openHub: () => openHub(options.url),
    show: showWatched,
    random: Math.random,
  });
  const abort = () => client.close();
  options.signal?.addEventListener('abort', abort, { once: true });
  const stop = client.on('presence', () => {
    stop();
    loadViewers().catch((error: unknown) => console.error('<notification-viewers> could not be loaded.', error));
  });
  client.on('state', (state) => {
    if (state === 'ended') options.signal?.removeEventListener('abort', abort);
  });
  await client.ready;
  return client;
}

function requireAddress(url: string): void {
  const address = url && URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI) : undefined;
  if (address && /^(http|ws)s?:$/.test(address.protocol)) return;
  throw new NotificationsError('url_refused', `'${url}' is not the address of a hub: pass such as '/hub' or 'https://example.org/hub'.`);
}
