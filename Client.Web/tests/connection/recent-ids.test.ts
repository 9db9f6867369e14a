import { expect, it } from 'vitest';
import { RecentIds } from '../../src/connection/recent-ids.js';

it('knows the last ids, and forgets the oldest first', () => {
  const ids = new RecentIds(2);
  expect([ids.add('a'), ids.add('b'), ids.add('a')]).toEqual([true, true, false]);
  expect(ids.add('c')).toBe(true);
  expect([ids.add('b'), ids.add('c'), ids.add('a')]).toEqual([false, false, true]);
});
