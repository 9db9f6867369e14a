import { afterEach, describe, expect, it, vi } from 'vitest';
import '../../src/elements.js';
import { setInboxLoader, scriptLoader } from '../../src/bell/inbox-loader.js';
import type { NotificationBell } from '../../src/bell/notification-bell.js';

afterEach(() => document.body.replaceChildren());

describe('the inbox', () => {
  it('is loaded at the first click, and again when that failed', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const load = vi.fn(() => Promise.reject(new Error('offline')));
    setInboxLoader(load);
    const bell = document.createElement('notification-bell') as NotificationBell;
    document.body.append(bell);
    await bell.updateComplete;
    expect(load).not.toHaveBeenCalled();
    bell.renderRoot.querySelector('button')?.click();
    await vi.waitFor(() => expect(bell.renderRoot.querySelector('[role=status]')?.textContent).toMatch(/could not be loaded/));
    expect(bell.open).toBe(false);
    setInboxLoader(async () => customElements.define('notification-inbox', class extends HTMLElement {}));
    bell.renderRoot.querySelector('button')?.click();
    await vi.waitFor(() => expect(bell.open).toBe(true));
  });
});

describe('a script tag', () => {
  it('gets its inbox from beside itself, with its nonce', () => {
    const here = Object.assign(document.createElement('script'), { src: 'https://cdn.example.org/n/notifications.iife.js', nonce: 'abc' });
    vi.spyOn(document, 'currentScript', 'get').mockReturnValue(here);
    const load = scriptLoader('notifications-inbox.iife.js');
    vi.mocked(Object.getOwnPropertyDescriptor(document, 'currentScript')?.get as () => null).mockReturnValue(null);
    const append = vi.spyOn(document.head, 'append').mockImplementation(() => {});
    void load();
    expect(append.mock.calls[0]?.[0]).toMatchObject({ src: 'https://cdn.example.org/n/notifications-inbox.iife.js', nonce: 'abc' });
  });
});
