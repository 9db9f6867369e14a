import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../../src/viewers.js';
import { Emitter } from '../../src/connection/emitter.js';
import type { ConnectionState, Notifications, NotificationsEvents } from '../../src/connection/notifications.js';
import type { Presence } from '../../src/connection/wire.js';
import type { NotificationViewers } from '../../src/viewers/notification-viewers.js';
import { initials, viewersLabel } from '../../src/viewers/names.js';

const issue = 'jira:issue:DEMO-1';

class FakeClient extends Emitter<NotificationsEvents> implements Notifications {
  state: ConnectionState = 'online';
  user = 'anna';
  counts = undefined;
  inbox = undefined as unknown as Notifications['inbox'];
  preferences = undefined as unknown as Notifications['preferences'];
  known: Presence | undefined;
  subscribe = () => Promise.reject(new Error('not here'));
  presence = () => this.known;
  close = () => {};

  tell(count: number, ...viewers: [user: string, hidden?: boolean][]): void {
    this.known = { subject: issue, count, viewers: viewers.map(([user, hidden = false]) => ({ user, since: '2026-11-24T09:00:00Z', hidden })) };
    this.emit('presence', this.known);
  }
}

let client: FakeClient;
let element: NotificationViewers;

beforeEach(async () => {
  client = new FakeClient();
  element = document.createElement('notification-viewers') as NotificationViewers;
  Object.assign(element, { client, subject: issue });
  document.body.append(element);
  await element.updateComplete;
});

afterEach(() => document.body.replaceChildren());

const shown = async (): Promise<string[]> => {
  await element.updateComplete;
  return [...element.renderRoot.querySelectorAll('li')].map((item) => item.textContent?.trim() ?? '');
};

describe('<notification-viewers>', () => {
  it('shows the others, and says who they are', async () => {
    expect(await shown()).toEqual([]);
    client.tell(3, ['anna'], ['ben'], ['carl', true]);
    element.person = (user) => (user === 'ben' ? { name: 'Ben Okafor' } : undefined);
    expect(await shown()).toEqual(['BO', 'C']);
    expect(element.renderRoot.querySelector('.visually-hidden')?.textContent).toBe('Also here: Ben Okafor, carl (in the background)');
    expect(element.renderRoot.querySelector('li.hidden')?.getAttribute('title')).toBe('carl (in the background)');
    client.tell(1, ['anna']);
    expect(await shown()).toEqual([]);
  });

  it('has a number for those who have no room', async () => {
    element.max = 2;
    client.tell(1_204, ['anna'], ['ben'], ['carl'], ['dora']);
    expect(await shown()).toEqual(['B', 'C', '+1201']);
  });

  it('shows what was known before it came, nothing of another subject, and no unsafe picture', async () => {
    client.tell(2, ['anna'], ['ben']);
    const late = document.createElement('notification-viewers') as NotificationViewers;
    Object.assign(late, { client, subject: issue, person: () => ({ name: 'Ben', image: 'javascript:alert(1)' }) });
    document.body.append(late);
    await late.updateComplete;
    expect(late.renderRoot.querySelectorAll('li')).toHaveLength(1);
    expect(late.renderRoot.querySelector('img')).toBeNull();
    late.person = () => ({ name: 'Ben', image: '/ben.png' });
    await late.updateComplete;
    expect(late.renderRoot.querySelector('img')?.getAttribute('src')).toContain('/ben.png');
    late.remove();
  });
});

describe('names', () => {
  it.each([['Ben Okafor', 'BO'], ['anna.maria.smith', 'AS'], ['ødegård', 'Ø'], ['557058:1', '5'], ['', '?'], ['😀', '?']])(
    'of %s are %s', (name, letters) => expect(initials(name)).toBe(letters));

  it('make a sentence', () => {
    expect(viewersLabel([], 0)).toBe('Nobody else is here');
    expect(viewersLabel([{ name: 'Ben', hidden: false }], 4)).toBe('Also here: Ben and 3 more');
    expect(viewersLabel([], 4)).toBe('Also here: 4 more');
  });
});
