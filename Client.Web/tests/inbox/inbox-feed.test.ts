import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../../src/connection/client.js';
import type { InboxChange } from '../../src/inbox/wire.js';
import { arrived, at, attached, counts, FakeGateway, flag, news, refuse, standing } from '../connection/fake-gateway.js';

let gateway: FakeGateway;
let client: Client;
let heard: (number | 'stale')[];

beforeEach(async () => {
  vi.useFakeTimers();
  gateway = new FakeGateway();
  gateway.answers['attach'] = attached(standing(10));
  client = gateway.client();
  heard = [];
  client.on('inbox', ({ sequence }) => heard.push(sequence));
  client.on('inboxStale', () => heard.push('stale'));
  await client.ready;
});

afterEach(() => {
  client.close();
  vi.useRealTimers();
});

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
const push = (previous: number, changes: InboxChange[], more?: object) => gateway.hub.push('inbox', news(previous, changes, more));

async function reconnect(): Promise<void> {
  gateway.hub.drop();
  await settle(1_000);
}

describe('changes', () => {
  it('are told each once, in their order', () => {
    push(10, [arrived(11), arrived(12)]);
    push(11, [arrived(12), arrived(13)]);
    push(10, [arrived(11)]);
    expect(heard).toEqual([11, 12, 13]);
    expect(gateway.hub.requests('changes')).toEqual([]);
  });

  it('that were skipped are fetched', async () => {
    gateway.answers['changes'] = () => standing(14, [arrived(11), arrived(12), arrived(13), arrived(14)]);
    push(13, [arrived(14)]);
    expect(client.counts).toEqual(counts(14));
    await settle();
    expect(gateway.hub.requests('changes')).toEqual([{ position: at(10) }]);
    expect(heard).toEqual([11, 12, 13, 14]);
  });

  it('of another epoch are fetched', async () => {
    gateway.answers['changes'] = () => standing(3, [], false, 'b');
    gateway.hub.push('inbox', { ...news(2, [arrived(3)]), position: at(3, 'b') });
    await settle();
    expect(heard).toEqual(['stale']);
    gateway.hub.push('inbox', { ...news(3, [arrived(4)]), position: at(4, 'b') });
    expect(heard).toEqual(['stale', 4]);
  });

  it('that come while others are fetched are not lost', async () => {
    let respond = (_: unknown) => {};
    gateway.answers['changes'] = () => new Promise((resolve) => (respond = resolve));
    push(12, [arrived(13)]);
    push(13, [arrived(14)]);
    gateway.answers['changes'] = () => standing(14, [arrived(14)]);
    respond(standing(13, [arrived(11), arrived(12), arrived(13)]));
    await settle();
    expect(gateway.hub.requests('changes')).toEqual([{ position: at(10) }, { position: at(13) }]);
    expect(heard).toEqual([11, 12, 13, 14]);
  });

  it('are fetched again when the gateway is only unavailable', async () => {
    gateway.answers['changes'] = refuse('unavailable');
    push(12, [arrived(13)]);
    await settle(100);
    gateway.answers['changes'] = () => standing(13, [arrived(11), arrived(12), arrived(13)]);
    await settle(15_000);
    expect(heard).toEqual([11, 12, 13]);
  });

  it('that nobody can tell make the inbox stale', async () => {
    gateway.answers['changes'] = refuse('permission_missing');
    push(12, [arrived(13)]);
    await settle();
    push(13, [{ sequence: 14, kind: 'reset' }]);
    await settle();
    expect(heard).toEqual(['stale', 'stale']);
  });

  it('that say many times in one message that all is to be read anew say it once', () => {
    push(10, [{ sequence: 11, kind: 'reset' }, { sequence: 12, kind: 'reset' }, arrived(13)]);
    expect(heard).toEqual([11, 12, 13, 'stale']);
  });

  it('that are too many to list make it stale', () => {
    push(10, [{ sequence: 11, kind: 'reset' }]);
    expect(heard).toEqual([11, 'stale']);
  });
});

describe('a reconnect', () => {
  it('says where it stood and tells what was missed', async () => {
    push(10, [arrived(11)]);
    gateway.answers['attach'] = attached(standing(13, [arrived(12), arrived(13)]));
    await reconnect();
    expect(gateway.hub.requests('attach')).toEqual([expect.objectContaining({ inbox: at(11) })]);
    expect(heard).toEqual([11, 12, 13]);
  });

  it('makes the inbox stale when that is not known any more', async () => {
    gateway.answers['attach'] = attached(standing(90, [], false, 'b'));
    await reconnect();
    expect(heard).toEqual(['stale']);
    await reconnect();
    expect(gateway.hub.requests('attach')).toEqual([expect.objectContaining({ inbox: at(90, 'b') })]);
  });

  it('as another user forgets where the first one stood', async () => {
    gateway.answers['attach'] = attached(standing(12, [arrived(11), arrived(12)]), 'ben');
    await reconnect();
    expect(heard).toEqual(['stale']);
  });

  it('loses nothing to a message that overtakes the answer', async () => {
    let respond = (_: unknown) => {};
    gateway.answers['attach'] = () => new Promise((resolve) => (respond = resolve));
    await reconnect();
    push(11, [arrived(12)]);
    gateway.answers['changes'] = () => standing(12, [arrived(12)]);
    respond(attached(standing(11, [arrived(11)]))());
    await settle();
    expect(heard).toEqual([11, 12]);
  });
});

describe('a digest', () => {
  const digest: InboxChange = { sequence: 11, kind: 'digest', digest: flag('digest') };

  it('is shown as a flag', () => {
    push(10, [digest]);
    expect(gateway.shown).toEqual(['digest']);
  });

  it('is shown to a session that comes anew, and acknowledged once it is displayed', async () => {
    const fresh = new FakeGateway();
    fresh.answers['attach'] = attached(standing(13, [digest]));
    const other = fresh.client();
    await other.ready;
    expect(fresh.shown).toEqual(['digest']);
    await settle(250);
    expect(fresh.hub.requests('acknowledge')).toEqual([{ ids: ['digest'] }]);
    fresh.hub.push('inbox', news(13, [arrived(14)]));
    expect(fresh.hub.requests('changes')).toEqual([]);
    other.close();
  });

  it('is shown also where the rest of what was missed can not be told', async () => {
    gateway.answers['attach'] = attached(standing(13, [digest], false));
    await reconnect();
    expect([gateway.shown, heard]).toEqual([['digest'], [11, 'stale']]);
    gateway.answers['changes'] = () => standing(16, [{ sequence: 15, kind: 'digest', digest: flag('next') }], false);
    push(14, [arrived(15)]);
    await settle();
    expect(gateway.shown).toEqual(['digest', 'next']);
  });

  it('is shown also where another life of the inbox counts from a lower number', async () => {
    gateway.answers['attach'] = attached(standing(3, [{ ...digest, sequence: 3 }], false, 'b'));
    await reconnect();
    await reconnect();
    expect([gateway.shown, heard]).toEqual([['digest'], [3, 'stale', 'stale']]);
  });
});
