import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../../src/connection/client.js';
import { attached, counts, FakeGateway, refuse, standing } from '../connection/fake-gateway.js';

let gateway: FakeGateway;
let client: Client;

beforeEach(async () => {
  vi.useFakeTimers();
  gateway = new FakeGateway();
  gateway.answers['attach'] = attached(standing(10));
  gateway.answers['change'] = () => ({ changed: 1, unknown: ['b'], counts: counts(11, 0) });
  client = gateway.client();
  await client.ready;
});

afterEach(() => {
  client.close();
  vi.useRealTimers();
});

describe('the inbox', () => {
  it('lists', async () => {
    const page = { items: [], position: { epoch: 'a', sequence: 10 }, counts: counts(10) };
    gateway.answers['inbox'] = () => page;
    expect(await client.inbox.list({ view: 'saved', limit: 5, cursor: 'x' })).toEqual(page);
    await client.inbox.list();
    expect(gateway.hub.requests('inbox')).toEqual([{ view: 'saved', limit: 5, cursor: 'x' }, {}]);
  });

  it.each([
    ['markSeen', 'seen'], ['markRead', 'read'], ['markUnread', 'unread'], ['archive', 'archive'], ['unarchive', 'unarchive'],
    ['unsnooze', 'unsnooze'], ['save', 'save'], ['unsave', 'unsave'],
  ] as const)('has %s', async (method, operation) => {
    expect(await client.inbox[method](['a', 'b'])).toMatchObject({ changed: 1, unknown: ['b'] });
    await client.inbox[method]({ view: 'unread', through: 7 });
    expect(gateway.hub.requests('change'))
      .toEqual([{ operation, ids: ['a', 'b'] }, { operation, all: { view: 'unread', through: 7 } }]);
    expect(client.counts).toEqual(counts(11, 0));
  });

  it('snoozes until a time, an event, or both', async () => {
    const until = new Date(Date.now() + 3_600_000);
    await client.inbox.snooze(['a'], { until });
    await client.inbox.snooze(['a'], { until: until.toISOString(), for: 'resolved' });
    expect(gateway.hub.requests('change')).toEqual([
      { operation: 'snooze', ids: ['a'], until: until.toISOString() },
      { operation: 'snooze', ids: ['a'], until: until.toISOString(), for: 'resolved' },
    ]);
  });

  it('says what the gateway says', async () => {
    gateway.answers['inbox'] = refuse('permission_missing');
    await expect(client.inbox.list()).rejects.toMatchObject({ code: 'permission_missing', retryable: false });
  });

  it('can not be asked without a connection, and does not wait for ever', async () => {
    gateway.answers['inbox'] = () => new Promise(() => {});
    const late = expect(client.inbox.list()).rejects.toMatchObject({ code: 'connection_lost' });
    await vi.advanceTimersByTimeAsync(20_000);
    await late;
    gateway.down = true;
    gateway.hub.drop();
    await vi.advanceTimersByTimeAsync(0);
    await expect(client.inbox.list()).rejects.toMatchObject({ code: 'connection_lost', retryable: true });
  });
});

describe('the preferences', () => {
  const preferences = { choices: [{ scope: 'rule' as const, key: 'r', show: false }], mutes: [], version: 'v1' };

  it('are read, set, and can be asked what comes of them', async () => {
    gateway.answers['preferences'] = () => preferences;
    gateway.answers['setPreferences'] = ({ preferences: set }: { preferences: object }) => ({ ...set, version: 'v2' });
    gateway.answers['effective'] = () => ({ show: false, keep: true, cause: 'quiet', explanation: 'quiet now' });
    const question = { rule: 'r', source: 'jira', subject: 'jira:issue:DEMO-1' };
    expect(await client.preferences.set(await client.preferences.get())).toEqual({ ...preferences, version: 'v2' });
    expect(await client.preferences.effective(question)).toMatchObject({ cause: 'quiet' });
    expect(gateway.hub.requests('setPreferences')).toEqual([{ preferences }]);
    expect(gateway.hub.requests('effective')).toEqual([question]);
  });

  it('mute, until a time or for good, and unmute', async () => {
    const until = new Date(Date.now() + 1_000);
    gateway.answers['mute'] = gateway.answers['unmute'] = () => preferences;
    await client.preferences.mute('jira:project:DEMO');
    expect(await client.preferences.mute('jira:issue:DEMO-1', until)).toEqual(preferences);
    await client.preferences.unmute('jira:issue:DEMO-1');
    expect(gateway.hub.requests('mute')).toEqual([{ subject: 'jira:project:DEMO' }, { subject: 'jira:issue:DEMO-1', until: until.toISOString() }]);
    expect(gateway.hub.requests('unmute')).toEqual([{ subject: 'jira:issue:DEMO-1' }]);
  });
});
