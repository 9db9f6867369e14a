import { describe, expect, it } from 'vitest';
import type { InboxItem, InboxOperation, InboxView } from '../../src/inbox/wire.js';
import { belongs, canEnter, operated } from '../../src/panel/item-state.js';
import { item } from '../connection/fake-gateway.js';

const until = '2027-01-01T00:00:00Z';

describe('an operation', () => {
  it.each<[InboxOperation, Partial<InboxItem>, Partial<InboxItem>]>([
    ['seen', {}, { seen: true, read: false }],
    ['read', {}, { seen: true, read: true }],
    ['unread', { read: true, seen: true }, { read: false, seen: true }],
    ['archive', {}, { archived: true, read: true, seen: true }],
    ['unarchive', { archived: true, read: true }, { archived: false, read: true }],
    ['save', {}, { saved: true }],
    ['unsave', { saved: true }, { saved: false }],
    ['snooze', {}, { snoozedUntil: until }],
    ['snooze', { archived: true }, { snoozedUntil: until, archived: false }],
  ])('%s', (operation, before, after) => {
    expect(operated(item('a', 1, before), { operation, ids: ['a'], until })).toMatchObject(after);
  });

  it('archives what was snoozed, and snoozes what was archived', () => {
    const snoozed = item('a', 1, { snoozedUntil: until, snoozedFor: 'resolved' });
    const archived = operated(snoozed, { operation: 'archive' });
    expect(archived).toEqual(item('a', 1, { archived: true, read: true, seen: true }));
    expect(operated(archived, { operation: 'snooze', for: 'resolved' }))
      .toEqual(item('a', 1, { read: true, seen: true, snoozedFor: 'resolved' }));
  });

  it('replaces one snooze by another, and ends it', () => {
    const snoozed = operated(item('a', 1, { snoozedFor: 'resolved' }), { operation: 'snooze', until });
    expect(snoozed).toEqual(item('a', 1, { snoozedUntil: until }));
    expect(operated(snoozed, { operation: 'unsnooze' })).toEqual(item('a', 1));
    expect(belongs(operated(snoozed, { operation: 'archive' }), 'snoozed')).toBe(false);
  });
});

it.each<[Partial<InboxItem>, InboxView[]]>([
  [{}, ['inbox', 'unread', 'unseen', 'all']],
  [{ seen: true }, ['inbox', 'unread', 'all']],
  [{ seen: true, read: true }, ['inbox', 'all']],
  [{ archived: true }, ['archived', 'all']],
  [{ snoozedFor: 'resolved' }, ['snoozed', 'all']],
  [{ snoozedUntil: until, saved: true }, ['snoozed', 'saved', 'all']],
])('what is %j belongs to %j', (state, views) => {
  const all: InboxView[] = ['inbox', 'unread', 'unseen', 'archived', 'snoozed', 'saved', 'all'];
  expect(all.filter((view) => belongs(item('a', 1, state), view))).toEqual(views);
});

it('knows what can come into a view', () => {
  expect([canEnter('inbox', 'unarchive'), canEnter('inbox', 'read'), canEnter('unread', 'unread'), canEnter('all', undefined)])
    .toEqual([true, false, true, false]);
});
