import { h } from '../dom.js';

/** Says, politely and once, that something may have been missed. */
export function behindBanner(refresh: () => void): void {
  if (document.querySelector('.behind')) return;
  const banner = h('div', { className: 'behind', role: 'status' });
  const close = () => banner.remove();
  const renew = () => {
    close();
    refresh();
  };
  document.querySelector('#app > header')?.after(banner);
  // The live region must be in the page before its text.
  requestAnimationFrame(() => banner.append(
    h('span', {}, 'You may have missed something while the connection was away.'),
    h('button', { type: 'button', onclick: renew }, 'Refresh'),
    h('button', { type: 'button', className: 'quiet', onclick: close }, 'Dismiss'),
  ));
}
