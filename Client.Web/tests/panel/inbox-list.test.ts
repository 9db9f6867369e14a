import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NotificationsError } from '../../src/connection/error.js';
import type { InboxPage, InboxQuery } from '../../src/inbox/inbox.js';
import type { InboxChange, InboxItem } from '../../src/inbox/wire.js';
import { InboxList } from '../../src/panel/inbox-list.js';
import { arrived, at, counts, item } from '../connection/fake-gateway.js';

const read = vi.fn<(query?: InboxQuery) => Promise<InboxPage>>();
const changed = vi.fn();
let list: InboxList;

const page = (sequence: number, items: readonly InboxItem[], next?: string): InboxPage =>
  ({ items, position: at(sequence), counts: counts(sequence), ...(next && { next }) });
const shown = () => list.items.map(({ id }) => id);
const change = (sequence: number, more: Omit<InboxChange, 'sequence' | 'kind'>): InboxChange => ({ sequence, kind: 'changed', ...more });

beforeEach(async () => {
  vi.clearAllMocks();
  read.mockResolvedValue(page(9, [item('c', 9), item('b', 8), item('a', 7)]));
  list = new InboxList({ list: read }, changed);
  await list.open('inbox');
});

describe('a list', () => {
  it('is read by pages, each notification once', async () => {
    read.mockResolvedValueOnce(page(9, [item('c', 9), item('b', 8)], 'p2'));
    await list.open('saved');
    expect([list.hasMore, read.mock.lastCall]).toEqual([true, [{ view: 'saved', limit: 50 }]]);
    read.mockResolvedValueOnce(page(9, [item('b', 8), item('a', 7)]));
    await list.more();
    expect(read.mock.lastCall).toEqual([{ view: 'saved', cursor: 'p2', limit: 50 }]);
    expect([shown(), list.hasMore]).toEqual([['c', 'b', 'a'], false]);
    await list.more();
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('says why it could not be read, and keeps what it has', async () => {
    read.mockRejectedValueOnce(new Error('lost'));
    await list.reload();
    expect([list.error?.code, shown()]).toEqual(['connection_lost', ['c', 'b', 'a']]);
    expect(list.stale).toBe(true);
    await list.retry();
    expect([list.error, list.stale, read.mock.lastCall]).toEqual([undefined, false, [{ view: 'inbox', limit: 50 }]]);
  });

  it('tries the page again that failed, or all of it where that page is no more', async () => {
    read.mockResolvedValueOnce(page(9, [item('c', 9)], 'p2'));
    await list.open('saved');
    for (const code of ['unavailable', 'cursor_invalid']) {
      read.mockRejectedValueOnce(new NotificationsError(code, ''));
      await list.retry();
    }
    expect([read.mock.lastCall, list.stale, shown()]).toEqual([[{ view: 'saved', cursor: 'p2', limit: 50 }], true, ['c']]);
    await list.retry();
    expect([read.mock.lastCall, list.stale]).toEqual([[{ view: 'saved', limit: 50 }], false]);
  });

  it('holds nothing any more for whom it may not be read', async () => {
    read.mockRejectedValueOnce(new NotificationsError('permission_missing', ''));
    await list.reload();
    expect([shown(), list.read]).toEqual([[], false]);
  });

  it('shows the view that was opened last, whichever answer comes first', async () => {
    let respond = (_: InboxPage) => {};
    read.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)));
    const first = list.open('archived');
    read.mockResolvedValueOnce(page(9, [item('s', 5, { saved: true })]));
    await list.open('saved');
    respond(page(9, [item('x', 4)]));
    await first;
    expect(shown()).toEqual(['s']);
  });
});

describe('a change', () => {
  it('brings what is new to its place, and a newer revision to the top', () => {
    list.apply(arrived(10, 'd'));
    list.apply(arrived(11, 'a'));
    expect(shown()).toEqual(['a', 'd', 'c', 'b']);
  });

  it('takes away what does not belong any more', () => {
    list.apply(change(10, { operation: 'archive', ids: ['c'] }));
    list.apply(change(11, { operation: 'snooze', ids: ['b'], until: '2027-01-01T00:00:00Z' }));
    expect(shown()).toEqual(['a']);
    list.apply({ sequence: 12, kind: 'removed', ids: ['a'] });
    expect(shown()).toEqual([]);
  });

  it('changes what stays', () => {
    list.apply(change(10, { operation: 'read', ids: ['c'] }));
    expect(list.items[0]).toMatchObject({ id: 'c', read: true, seen: true });
  });

  it('leaves to its page what is beyond the last one that was read', async () => {
    read.mockResolvedValueOnce(page(9, [item('c', 9), item('b', 8)], 'p2'));
    await list.open('inbox');
    list.apply({ sequence: 10, kind: 'arrived', item: item('old', 3) });
    expect(shown()).toEqual(['c', 'b']);
  });

  it('that comes while the list is read is not lost', async () => {
    let respond = (_: InboxPage) => {};
    read.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)));
    const reading = list.reload();
    list.apply(arrived(10, 'd'));
    list.apply(arrived(11, 'e'));
    respond(page(10, [item('d', 10), item('c', 9)]));
    await reading;
    expect(shown()).toEqual(['e', 'd', 'c']);
  });

  it('that brings back what is not here reads anew', async () => {
    read.mockResolvedValueOnce(page(10, [item('z', 2)]));
    list.apply(change(10, { operation: 'unarchive', ids: ['z'] }));
    await vi.waitFor(() => expect(shown()).toEqual(['z']));
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('that can not reads nothing', () => {
    list.apply(change(10, { operation: 'read', ids: ['z'] }));
    list.apply({ sequence: 11, kind: 'preferences' });
    expect(read).toHaveBeenCalledOnce();
  });
});
