import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../../src/connection/client.js';
import type { WireFlag } from '../../src/connection/wire.js';
import type { InboxChange } from '../../src/inbox/wire.js';
import { at, attached, FakeGateway, flag, news, refuse, standing } from './fake-gateway.js';

const issue = 'jira:issue:DEMO-1';
let gateway: FakeGateway;
let client: Client;
let sequence = 1;

beforeEach(async () => {
  vi.useFakeTimers();
  sequence = 10;
  gateway = new FakeGateway();
  gateway.answers['attach'] = attached(standing(sequence));
  client = gateway.client();
  await client.ready;
  await client.subscribe(issue);
});

afterEach(() => {
  client.close();
  vi.useRealTimers();
});

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
const acknowledged = () => gateway.hub.requests('acknowledge');
const look = (state: DocumentVisibilityState) => vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);

function show(id: string, more: Partial<WireFlag> = {}): void {
  gateway.hub.push('flags', { subject: issue, position: at(2), flags: [{ ...flag(id), ...more }] });
}

function change(more: Omit<InboxChange, 'sequence'>): void {
  gateway.hub.push('inbox', news(sequence, [{ sequence: ++sequence, ...more }]));
}

const closedElsewhere = (...closed: string[]) => gateway.hub.push('inbox', news(sequence, [], { closed }));

describe('a receipt', () => {
  it('is sent for what is kept or would be, collected, and for nothing else', async () => {
    show('kept', { kept: true });
    show('away', { keptWhenAway: true });
    show('live');
    expect(acknowledged()).toEqual([]);
    await settle(250);
    expect(acknowledged()).toEqual([{ ids: ['kept', 'away'] }]);
  });

  it('says which revision it is of, where there are some', async () => {
    show('a', { kept: true, revision: 7 });
    show('b', { keptWhenAway: true });
    await settle(250);
    expect(acknowledged()).toEqual([{ ids: ['a', 'b'], revisions: [7, 0] }]);
  });

  it('waits until somebody can see the tab', async () => {
    const state = look('hidden');
    show('a', { kept: true });
    await settle(60_000);
    expect(acknowledged()).toEqual([]);
    state.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(acknowledged()).toEqual([{ ids: ['a'] }]);
  });

  it('is not sent for what went while nobody could see it', async () => {
    const state = look('hidden');
    show('a', { kept: true });
    closedElsewhere('a');
    state.mockReturnValue('visible');
    await settle(60_000);
    expect(acknowledged()).toEqual([]);
  });

  it('holds 64 at most', async () => {
    for (let n = 0; n < 70; n++) show(`f${n}`, { kept: true });
    await settle(250);
    expect(acknowledged().map((request) => (request as { ids: string[] }).ids.length)).toEqual([64, 6]);
  });

  it('is told by the next connection when this one is lost', async () => {
    gateway.answers['acknowledge'] = () => Promise.reject(new Error('lost'));
    show('a', { kept: true });
    await settle(250);
    delete gateway.answers['acknowledge'];
    gateway.hub.drop();
    await settle(1_000);
    expect(acknowledged()).toEqual([{ ids: ['a'] }]);
  });

  it('is tried again when the gateway was busy, and given up when it is refused', async () => {
    gateway.answers['acknowledge'] = refuse('too_many_calls');
    show('a', { kept: true });
    await settle(250);
    gateway.answers['acknowledge'] = refuse('permission_missing');
    await settle(60_000);
    expect(acknowledged()).toEqual([{ ids: ['a'] }, { ids: ['a'] }]);
  });
});

describe('closing', () => {
  it('by the user is told at once, of every flag', async () => {
    show('live');
    gateway.remove('live', true);
    await settle();
    expect(acknowledged()).toEqual([{ ids: ['live'], closed: true }]);
  });

  it('by time or program is not told', async () => {
    show('live');
    gateway.remove('live', false);
    await settle(60_000);
    expect(acknowledged()).toEqual([]);
  });

  it('elsewhere closes it here, without another word', async () => {
    show('a');
    show('b');
    closedElsewhere('a', 'unknown');
    await settle(60_000);
    expect([...gateway.onScreen.keys()]).toEqual(['b']);
    expect(acknowledged()).toEqual([]);
  });

  it('elsewhere that overtakes the flag keeps it away, but not what happens later', () => {
    const before = new Date().toISOString();
    closedElsewhere('a');
    show('a', { time: before });
    expect(gateway.shown).toEqual([]);
    show('a', { time: before, revision: 2 });
    expect(gateway.shown).toEqual(['a']);
    closedElsewhere('b');
    show('b', { time: new Date(Date.now() + 1_000).toISOString() });
    expect(gateway.shown).toEqual(['a', 'b']);
  });

  it.each([
    ['read', { kind: 'changed', operation: 'read', ids: ['a'] }],
    ['archived', { kind: 'changed', operation: 'archive', ids: ['a'] }],
    ['snoozed', { kind: 'changed', operation: 'snooze', ids: ['a'] }],
    ['withdrawn', { kind: 'removed', ids: ['a'] }],
  ] as const)('happens when it is %s elsewhere', (_, what) => {
    show('a', { kept: true });
    change(what);
    expect([...gateway.onScreen.keys()]).toEqual([]);
  });

  it.each(['seen', 'unread', 'save'] as const)('does not happen when it is only "%s"', (operation) => {
    show('a', { kept: true });
    change({ kind: 'changed', operation, ids: ['a'] });
    expect([...gateway.onScreen.keys()]).toEqual(['a']);
  });
});
