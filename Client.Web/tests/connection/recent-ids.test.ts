import { expect, it } from 'vitest';
import { RecentIds } from '../../src/connection/recent-ids.js';

it('knows the last ids, and forgets the oldest first', () => {
  const ids = new RecentIds(2);
  expect([ids.add('a'), ids.add('b'), ids.add('a')]).toEqual([true, true, false]);
  expect(ids.add('c')).toBe(true);
  expect([ids.add('b'), ids.add('c'), ids.add('a')]).toEqual([false, false, true]);
});

it('takes a newer revision for news, and an older one not', () => {
  const ids = new RecentIds(2);
  expect([ids.add('a', 5), ids.add('a', 5), ids.add('a', 4), ids.add('a', 7), ids.add('a')]).toEqual([true, false, false, true, false]);
});

it('counts a newer revision as newly seen', () => {
  const ids = new RecentIds(2);
  for (const [id, revision] of [['a', 1], ['b', 1], ['a', 2], ['c', 1]] as const) ids.add(id, revision);
  expect([ids.add('a', 2), ids.add('b', 1)]).toEqual([false, true]);
});
