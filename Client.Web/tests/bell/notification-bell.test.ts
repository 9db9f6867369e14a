import { afterEach, describe, expect, it } from 'vitest';
import '../../src/elements.js';
import { badgeText, bellLabel } from '../../src/bell/bell-label.js';
import type { NotificationBell } from '../../src/bell/notification-bell.js';
import { Emitter } from '../../src/connection/emitter.js';
import type { ConnectionState, Notifications, NotificationsEvents } from '../../src/connection/notifications.js';

describe('the label', () => {
  it.each([
    [undefined, 'online', ''],
    [0, 'online', 'No unread notifications'],
    [1, 'online', '1 unread notification'],
    [3, 'online', '3 unread notifications'],
    [3, 'reconnecting', '3 unread notifications. Reconnecting…'],
    [undefined, 'ended', 'Disconnected.'],
  ] as const)('for %s unread while %s', (unread, state, text) => {
    expect(bellLabel(unread, state)).toBe(text);
  });

  it('has a badge that stays small', () => {
    expect([badgeText(99), badgeText(100)]).toEqual(['99', '99+']);
  });
});

describe('<notification-bell>', () => {
  afterEach(() => document.body.replaceChildren());

  class FakeClient extends Emitter<NotificationsEvents> implements Notifications {
    state: ConnectionState = 'online';
    user = 'anna';
    counts = { unread: 2, unseen: 1, version: 1 };
    inbox = undefined as unknown as Notifications['inbox'];
    preferences = undefined as unknown as Notifications['preferences'];
    subscribe = () => Promise.reject(new Error('not here'));
    presence = () => undefined;
    close = () => {};
  }

  it('follows the client, and lets go of it', async () => {
    const client = new FakeClient();
    const bell = document.createElement('notification-bell') as NotificationBell;
    const text = () => [bell.renderRoot.querySelector('.count')?.textContent, bell.renderRoot.querySelector('[role=status]')?.textContent];
    document.body.append(bell);
    bell.client = client;
    await bell.updateComplete;
    expect(text()).toEqual(['2', '2 unread notifications']);

    client.counts = { unread: 120, unseen: 0, version: 2 };
    client.emit('counts', client.counts);
    client.state = 'reconnecting';
    client.emit('state', client.state);
    await bell.updateComplete;
    expect(text()).toEqual(['99+', '120 unread notifications. Reconnecting…']);
    expect(bell.renderRoot.querySelector('.dot')).not.toBeNull();

    bell.remove();
    client.emit('counts', client.counts);
    expect(bell.isUpdatePending).toBe(false);
  });
});
