import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../../src/connection/client.js';
import { connect } from '../../src/connection/connect.js';
import { arrived, at, attached, batch, counts, FakeGateway, news, refuse, standing } from './fake-gateway.js';

let gateway: FakeGateway;
let client: Client;

beforeEach(() => {
  vi.useFakeTimers();
  gateway = new FakeGateway();
});

afterEach(() => {
  client.close();
  vi.useRealTimers();
});

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);

async function online(): Promise<void> {
  client = gateway.client();
  await client.ready;
}

describe('the first connect', () => {
  it('attaches with token, tab and languages', async () => {
    await online();
    expect(gateway.hub.requests('attach')).toEqual([{ token: 'token-1', tab: 'tab-1', locales: ['de'] }]);
    expect(client.state).toBe('online');
  });

  it('keeps trying while the gateway is away', async () => {
    gateway.down = true;
    client = gateway.client();
    await settle(1_000);
    expect(client.state).toBe('connecting');
    gateway.down = false;
    await settle(15_000);
    expect(client.state).toBe('online');
    expect(gateway.token).toHaveBeenCalledOnce();
  });

  it('rejects when it is refused for good', async () => {
    gateway.answers['attach'] = refuse('token_forged');
    client = gateway.client();
    await expect(client.ready).rejects.toMatchObject({ code: 'token_forged' });
    expect(client.state).toBe('ended');
    await settle(60_000);
    expect(gateway.hubs).toHaveLength(1);
  });

  it('gives up when new tokens are always expired', async () => {
    gateway.answers['attach'] = refuse('token_expired');
    client = gateway.client();
    const rejected = expect(client.ready).rejects.toMatchObject({ code: 'token_expired' });
    await settle(60_000);
    await rejected;
    expect(gateway.token).toHaveBeenCalledTimes(3);
  });

  it('says so when there is no address to connect to', async () => {
    for (const url of ['', 'http://[', 'javascript:alert(1)']) {
      await expect(connect({ url, token: gateway.token })).rejects.toMatchObject({ code: 'url_refused', retryable: false });
    }
    client = gateway.client(() => {
      throw new Error('The "url" argument should not be empty.');
    });
    await expect(client.ready).rejects.toMatchObject({ code: 'url_refused', message: expect.stringContaining('should not be empty') });
    expect(client.state).toBe('ended');
  });

  it('does not wait for ever for an answer', async () => {
    gateway.answers['attach'] = () => new Promise(() => {});
    client = gateway.client();
    await settle(21_000);
    expect(gateway.hubs).toHaveLength(2);
  });
});

describe('a lost connection', () => {
  it('comes back by itself, with the token that is still fresh', async () => {
    await online();
    const states: string[] = [];
    client.on('state', (state) => states.push(state));
    gateway.hub.drop();
    await settle(250);
    expect(states).toEqual(['reconnecting', 'online']);
    expect(gateway.hub.requests('attach')).toEqual([{ token: 'token-1', tab: 'tab-1', locales: ['de'] }]);
  });

  it('gets a new token when the old one is near its end', async () => {
    await online();
    gateway.down = true;
    gateway.hub.drop();
    await settle(480_000);
    expect(gateway.token).toHaveBeenCalledOnce();
    gateway.down = false;
    await settle(15_000);
    expect(gateway.hub.requests('attach')).toEqual([{ token: 'token-2', tab: 'tab-1', locales: ['de'] }]);
  });

  it('gets a new token when the session ended as expired', async () => {
    await online();
    gateway.hub.push('ended', { code: 'token_expired', message: 'renew it', reconnect: true });
    await settle(250);
    expect(gateway.hub.requests('attach')).toEqual([{ token: 'token-2', tab: 'tab-1', locales: ['de'] }]);
  });

  it.each([
    ['the network is back', () => window.dispatchEvent(new Event('online'))],
    ['somebody looks again', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('comes back at once when %s', async (_, happen) => {
    await online();
    gateway.down = true;
    gateway.hub.drop();
    await settle(5_000);
    gateway.down = false;
    const tries = gateway.hubs.length;
    happen();
    await settle();
    expect(gateway.hubs).toHaveLength(tries + 1);
    expect(client.state).toBe('online');
  });

  it('stays away when the gateway says that a retry is useless', async () => {
    await online();
    const ended = vi.fn();
    client.on('ended', ended);
    gateway.hub.push('ended', { code: 'token_revoked', message: 'sign in', reconnect: false });
    await settle(60_000);
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'token_revoked', message: 'sign in' }));
    expect(client.state).toBe('ended');
    expect(gateway.hubs).toHaveLength(1);
    await expect(client.subscribe('x')).rejects.toMatchObject({ code: 'closed' });
  });
});

it('refuses a request that would end the connection', async () => {
  await online();
  const mutes = (count: number) => Array.from({ length: count }, (_, index) => ({ subject: `jira:issue:Ä-${index}` }));
  await expect(client.preferences.set({ choices: [], mutes: mutes(3_000) })).rejects.toMatchObject({ code: 'request_too_large', retryable: false });
  await client.preferences.set({ choices: [], mutes: mutes(500) });
  expect([gateway.hub.requests('setPreferences').length, client.state]).toEqual([1, 'online']);
});

describe('renewal', () => {
  it('happens before the end, over the same connection', async () => {
    await online();
    await settle(480_000);
    expect(gateway.hub.requests('renew')).toEqual([{ token: 'token-2' }]);
    expect(gateway.hubs).toHaveLength(1);
  });

  it('ends the client when it is refused for good', async () => {
    await online();
    gateway.answers['renew'] = refuse('token_wrong_user');
    await settle(480_000);
    expect(client.state).toBe('ended');
  });
});

describe('the counts', () => {
  it('come with the attach and with messages, and only the newest counts', async () => {
    gateway.answers['attach'] = attached(standing(7));
    await online();
    const heard = vi.fn();
    client.on('counts', heard);
    gateway.hub.push('inbox', { ...news(7, []), counts: counts(6, 9) });
    expect(client.counts).toEqual(counts(7));
    gateway.hub.push('inbox', { ...news(7, [arrived(8)]), counts: counts(8, 4, 2) });
    expect(heard.mock.calls).toEqual([[counts(8, 4, 2)]]);
    expect(client.inbox.counts).toEqual(counts(8, 4, 2));
  });

  it('begin anew when the token stands for another user', async () => {
    gateway.answers['attach'] = attached(standing(7));
    await online();
    gateway.answers['attach'] = attached(standing(2), 'other');
    gateway.hub.push('ended', { code: 'user_changed', message: 'Attach again.', reconnect: true });
    await settle(15_000);
    expect(client.state).toBe('online');
    expect(client.counts).toEqual(counts(2));
  });

  it('begin anew when the inbox has another life, such as one from a backup', async () => {
    gateway.answers['attach'] = attached(standing(70));
    await online();
    gateway.answers['attach'] = attached(standing(12, [], false, 'b'));
    gateway.hub.drop();
    await settle(1_000);
    expect(client.counts).toEqual(counts(12));
    gateway.answers['changes'] = () => standing(4, [], false, 'c');
    gateway.hub.push('inbox', { ...news(4, []), position: at(4, 'c'), counts: counts(4) });
    expect(client.counts).toEqual(counts(4));
    await settle();
    expect(client.counts).toEqual(counts(4));
  });

  it('are those of nobody when the token permits no inbox any more', async () => {
    gateway.answers['attach'] = attached(standing(7));
    await online();
    gateway.answers['attach'] = attached(undefined);
    gateway.hub.drop();
    await settle(1_000);
    expect([client.state, client.counts]).toEqual(['online', undefined]);
  });
});

describe('close', () => {
  it('ends everything, quietly', async () => {
    await online();
    const ended = vi.fn();
    client.on('ended', ended);
    client.close();
    client.close();
    await settle(60_000);
    gateway.hub.push('flags', batch('x', 1, 'late'));
    expect([client.state, gateway.hubs.length, ended.mock.calls.length, gateway.shown.length, vi.getTimerCount()])
      .toEqual(['ended', 1, 0, 0, 0]);
  });
});
