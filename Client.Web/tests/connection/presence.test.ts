import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../../src/connection/client.js';
import { at, FakeGateway } from './fake-gateway.js';

const issue = 'jira:issue:DEMO-1';
const presence = (...users: string[]) => ({
  subject: issue, count: users.length, viewers: users.map((user) => ({ user, since: '2026-11-24T09:00:00Z', hidden: false })),
});

let gateway: FakeGateway;
let client: Client;

beforeEach(async () => {
  vi.useFakeTimers();
  gateway = new FakeGateway();
  client = gateway.client();
  await client.ready;
});

afterEach(() => {
  client.close();
  look('visible');
  vi.useRealTimers();
});

function look(state: 'visible' | 'hidden'): void {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('presence', () => {
  it('comes with the answer of subscribe and as messages', async () => {
    const heard = vi.fn();
    client.on('presence', heard);
    gateway.answers['subscribe'] = () => ({ subject: issue, position: at(1), complete: true, missed: [], presence: presence('anna') });
    expect(client.presence(issue)).toBeUndefined();
    const view = await client.subscribe(issue);
    expect(client.presence(issue)).toEqual(presence('anna'));
    gateway.hub.push('presence', presence('anna', 'ben'));
    expect(client.presence(issue)?.count).toBe(2);
    expect(heard.mock.calls.map(([told]) => told.count)).toEqual([1, 2]);
    view.unsubscribe();
    gateway.hub.push('presence', presence('anna', 'ben', 'carl'));
    expect(client.presence(issue)).toBeUndefined();
    expect(heard).toHaveBeenCalledTimes(2);
  });
});

describe('visibility', () => {
  it('is told when it changes, and to each connection anew', async () => {
    expect(gateway.hub.requests('visibility')).toEqual([]);
    look('hidden');
    look('hidden');
    look('visible');
    look('hidden');
    expect(gateway.hub.requests('visibility')).toEqual([{ hidden: true }, { hidden: false }, { hidden: true }]);
    gateway.hub.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(gateway.hubs).toHaveLength(2);
    expect(gateway.hub.calls.map(({ method }) => method)).toEqual(['attach', 'visibility']);
    client.close();
    look('visible');
    expect(gateway.hub.requests('visibility')).toEqual([{ hidden: true }]);
  });
});
