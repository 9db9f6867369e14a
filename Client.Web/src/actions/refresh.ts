import { browser } from './browser.js';

/**
 * Lets the page renew itself: fires a cancelable `notifications:refresh` on the document. If nobody calls
 * `preventDefault`, the page is loaded again.
 */
export function refresh(reload: () => void = browser.reload): void {
  const unhandled = document.dispatchEvent(new CustomEvent('notifications:refresh', { cancelable: true }));
  if (unhandled) reload();
}
