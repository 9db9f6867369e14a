import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../../src/connection/client.js';
import { at, batch, FakeGateway, flag, refuse } from './fake-gateway.js';

const issue = 'jira:issue:DEMO-1';
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
  vi.useRealTimers();
});

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);

const answer = (sequence: number, missed: unknown[] = [], complete = true, epoch = 'a') => () =>
  ({ subject: issue, position: at(sequence, epoch), complete, missed });

async function reconnect(): Promise<void> {
  gateway.hub.drop();
  await settle(1_000);
}

describe('a subscription', () => {
  it('shows each flag once, and tells of it', async () => {
    const heard = vi.fn();
    client.on('flag', heard);
    await client.subscribe(issue);
    gateway.hub.push('flags', batch(issue, 2, 'f1', 'f2'));
    gateway.hub.push('flags', batch(issue, 3, 'f2', 'f3'));
    expect(gateway.shown).toEqual(['f1', 'f2', 'f3']);
    expect(heard.mock.calls[0]).toEqual([{ subject: issue, flag: flag('f1') }]);
  });

  it('resumes from where it stood and shows what it missed, once', async () => {
    await client.subscribe(issue);
    gateway.hub.push('flags', batch(issue, 5, 'f5'));
    gateway.hub.push('flags', batch(issue, 4, 'f4'));
    gateway.answers['subscribe'] = answer(7, [batch(issue, 5, 'f5'), batch(issue, 6, 'f6'), batch(issue, 7, 'f7')]);
    await reconnect();
    expect(gateway.hub.requests('subscribe')).toEqual([{ subject: issue, position: at(5) }]);
    expect(gateway.shown).toEqual(['f5', 'f4', 'f6', 'f7']);
    await reconnect();
    expect(gateway.hub.requests('subscribe')).toEqual([{ subject: issue, position: at(7) }]);
    expect(gateway.shown).toHaveLength(4);
  });

  it('says when it is behind', async () => {
    const behind = vi.fn();
    client.on('behind', behind);
    await client.subscribe(issue);
    gateway.answers['subscribe'] = answer(1, [], false, 'b');
    await reconnect();
    expect(behind.mock.calls).toEqual([[{ subject: issue }]]);
    await reconnect();
    expect(gateway.hub.requests('subscribe')).toEqual([{ subject: issue, position: at(1, 'b') }]);
  });

  it('catches up when the gateway asks for it', async () => {
    await client.subscribe(issue);
    gateway.answers['subscribe'] = answer(3, [batch(issue, 3, 'f3')]);
    gateway.hub.push('resync', { subject: issue });
    await settle();
    expect(gateway.hub.requests('subscribe')).toEqual([{ subject: issue }, { subject: issue, position: at(1) }]);
    expect(gateway.shown).toEqual(['f3']);
  });

  it('catches up when a live batch is of another epoch', async () => {
    await client.subscribe(issue);
    gateway.answers['subscribe'] = answer(2, [], true, 'b');
    gateway.hub.push('flags', { ...batch(issue, 1, 'f1'), position: at(1, 'b') });
    await settle();
    expect(gateway.shown).toEqual(['f1']);
    expect(gateway.hub.requests('subscribe').at(-1)).toEqual({ subject: issue, position: at(1) });
    await reconnect();
    expect(gateway.hub.requests('subscribe')).toEqual([{ subject: issue, position: at(2, 'b') }]);
  });

  it('loses nothing to a live batch that overtakes an answer which never comes', async () => {
    await client.subscribe(issue);
    gateway.answers['subscribe'] = () => new Promise(() => {});
    await reconnect();
    gateway.hub.push('flags', batch(issue, 9, 'f9'));
    expect(gateway.shown).toEqual(['f9']);
    gateway.answers['subscribe'] = answer(9, [batch(issue, 8, 'f8'), batch(issue, 9, 'f9')]);
    await reconnect();
    expect(gateway.hub.requests('subscribe')).toEqual([{ subject: issue, position: at(1) }]);
    expect(gateway.shown).toEqual(['f9', 'f8']);
  });

  it('serves a resync that comes while a subscribe is under way, after it', async () => {
    let respond = (_: unknown) => {};
    gateway.answers['subscribe'] = () => new Promise((resolve) => (respond = resolve));
    const view = client.subscribe(issue);
    await settle();
    gateway.hub.push('resync', { subject: issue });
    expect(gateway.hub.requests('subscribe')).toHaveLength(1);
    respond(answer(4)());
    await view;
    await settle();
    expect(gateway.hub.requests('subscribe').at(-1)).toEqual({ subject: issue, position: at(4) });
  });
});

describe('a refusal', () => {
  it('rejects the subscribe', async () => {
    gateway.answers['subscribe'] = refuse('subject_not_covered');
    await expect(client.subscribe('jira:issue:SECRET-1')).rejects.toMatchObject({ code: 'subject_not_covered' });
    await reconnect();
    expect(gateway.hub.requests('subscribe')).toEqual([]);
  });

  it('is tried again when the gateway is only unavailable', async () => {
    gateway.answers['subscribe'] = refuse('unavailable');
    const view = client.subscribe(issue);
    await settle(100);
    gateway.answers['subscribe'] = answer(1);
    await settle(1_000);
    expect(await view).toMatchObject({ subject: issue });
  });

  it('after a reconnect is told as behind', async () => {
    const behind = vi.fn();
    client.on('behind', behind);
    await client.subscribe(issue);
    gateway.answers['subscribe'] = refuse('subject_not_covered');
    await reconnect();
    expect(behind).toHaveBeenCalledExactlyOnceWith(
      { subject: issue, error: expect.objectContaining({ code: 'subject_not_covered' }) });
  });
});

describe('views', () => {
  it('of the same subject share a subscription until the last is closed', async () => {
    const [one, two] = await Promise.all([client.subscribe(issue), client.subscribe(issue)]);
    expect(gateway.hub.requests('subscribe')).toHaveLength(1);
    one.unsubscribe();
    one.unsubscribe();
    gateway.hub.push('flags', batch(issue, 2, 'f2'));
    two.unsubscribe();
    expect(gateway.hub.requests('unsubscribe')).toEqual([{ subject: issue }]);
    gateway.hub.push('flags', batch(issue, 3, 'f3'));
    expect(gateway.shown).toEqual(['f2']);
  });

  it('opened while the connection is lost wait for it', async () => {
    gateway.hub.drop();
    const view = client.subscribe(issue);
    await settle(1_000);
    expect(await view).toMatchObject({ subject: issue });
  });

  it('that still wait hear of the end', async () => {
    gateway.answers['subscribe'] = () => new Promise(() => {});
    const view = client.subscribe(issue);
    await settle();
    client.close();
    await expect(view).rejects.toMatchObject({ code: 'closed' });
  });
});

it('a listener or a display that throws does not break the client', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  client.on('flag', () => {
    throw new Error('listener');
  });
  gateway.show.mockImplementationOnce(() => {
    throw new Error('display');
  });
  await client.subscribe(issue);
  gateway.hub.push('flags', batch(issue, 2, 'f1', 'f2'));
  expect(gateway.shown).toEqual(['f1', 'f2']);
  expect(client.state).toBe('online');
});
