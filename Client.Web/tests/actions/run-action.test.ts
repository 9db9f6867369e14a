import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Action } from '../../src/actions/action.js';
import { runAction } from '../../src/actions/run-action.js';

const browser = {
  origin: 'https://jira.example.org',
  assign: vi.fn(),
  open: vi.fn(),
  reload: vi.fn(),
  fetch: vi.fn<(href: string, init: RequestInit) => Promise<Response>>(),
};
const run = (action: Action, confirmed = false) => runAction(action, confirmed, browser);

beforeEach(() => vi.clearAllMocks());

describe('navigate and open', () => {
  it('goes to its own origin at once', async () => {
    expect(await run({ text: 'Go', kind: 'navigate', url: '/browse/DEMO-1' })).toEqual({ status: 'closed' });
    expect(browser.assign).toHaveBeenCalledExactlyOnceWith('https://jira.example.org/browse/DEMO-1');
  });

  it('asks before it leaves, and leaves when that is confirmed', async () => {
    const action: Action = { text: 'Go', kind: 'open', url: 'https://wiki.example.org/x' };
    expect(await run(action)).toEqual({ status: 'confirm', host: 'wiki.example.org' });
    expect(browser.open).not.toHaveBeenCalled();
    expect(await run(action, true)).toEqual({ status: 'closed' });
    expect(browser.open).toHaveBeenCalledExactlyOnceWith('https://wiki.example.org/x');
  });

  it('refuses an unsafe URL, confirmed or not', async () => {
    const action: Action = { text: 'Go', kind: 'navigate', url: 'javascript:alert(1)' };
    expect(await run(action, true)).toEqual({ status: 'failed', text: 'Failed: address not allowed' });
    expect(browser.assign).not.toHaveBeenCalled();
  });
});

describe('refresh', () => {
  let off = () => {};
  afterEach(() => off());

  const listen = (listener: (event: Event) => void) => {
    document.addEventListener('notifications:refresh', listener);
    off = () => document.removeEventListener('notifications:refresh', listener);
  };

  it('loads the page again when nobody renews it', async () => {
    listen(() => {});
    await run({ text: 'Refresh', kind: 'refresh' });
    expect(browser.reload).toHaveBeenCalledOnce();
  });

  it('leaves it to the page that renews itself', async () => {
    listen((event) => event.preventDefault());
    await run({ text: 'Refresh', kind: 'refresh' });
    expect(browser.reload).not.toHaveBeenCalled();
  });
});

describe('call', () => {
  const action: Action = { text: 'Assign to me', kind: 'call', url: '/rest/assign', method: 'PUT', body: { name: 'ben' } };

  it('sends JSON with the page\'s own credentials', async () => {
    browser.fetch.mockResolvedValue(new Response(null, { status: 204 }));
    expect(await run(action)).toEqual({ status: 'done', text: 'Done' });
    expect(browser.fetch).toHaveBeenCalledExactlyOnceWith('https://jira.example.org/rest/assign', expect.objectContaining({
      method: 'PUT', credentials: 'same-origin', mode: 'same-origin', body: '{"name":"ben"}',
    }));
  });

  it('says the status of a refusal', async () => {
    browser.fetch.mockResolvedValue(new Response(null, { status: 403 }));
    expect(await run(action)).toEqual({ status: 'failed', text: 'Failed: 403' });
  });

  it('says that there was no answer', async () => {
    browser.fetch.mockRejectedValue(new TypeError('network'));
    expect(await run(action)).toEqual({ status: 'failed', text: 'Failed: no answer' });
  });

  it.each([
    ['another origin', { url: 'https://wiki.example.org/rest' }],
    ['another method', { method: 'GET' }],
    ['an unsafe URL', { url: '//evil.example' }],
  ])('sends nothing for %s', async (_, change) => {
    expect(await run({ ...action, ...change } as Action, true)).toMatchObject({ status: 'failed' });
    expect(browser.fetch).not.toHaveBeenCalled();
  });
});

describe('the page\'s own affairs', () => {
  it('tells the page of an event', async () => {
    const heard = vi.fn();
    document.addEventListener('notifications:event', (event) => heard(event.detail), { once: true });
    await run({ text: 'Tell', kind: 'event', event: 'approve', payload: 7 });
    expect(heard).toHaveBeenCalledExactlyOnceWith({ name: 'approve', payload: 7 });
  });

  it('calls onClick and survives its failure', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await runAction({ text: 'Go', onClick: () => {} })).toEqual({ status: 'done' });
    expect(await runAction({ text: 'Go', onClick: () => Promise.reject(new Error('no')) })).toMatchObject({ status: 'failed' });
    expect(complaint).toHaveBeenCalledOnce();
  });

  it('says so when it does not know the action', async () => {
    expect(await run({ text: 'New', kind: 'teleport' } as unknown as Action)).toMatchObject({ status: 'failed' });
  });
});
