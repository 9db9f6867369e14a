import { expect, it } from 'vitest';
import { flagTime } from '../../src/flags/flag-time.js';

const now = new Date(2026, 10, 23, 14, 30).getTime();
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

it('says nothing of what is new, or has no time', () => {
  expect(flagTime(ago(0.5), now)).toBeUndefined();
  expect(flagTime(undefined, now)).toBeUndefined();
  expect(flagTime('soon', now)).toBeUndefined();
});

it('says the time of day, with the date unless it is today', () => {
  expect(flagTime(ago(20), now)).toMatch(/10/);
  expect(flagTime(ago(20), now)).not.toMatch(/23|2026/);
  expect(flagTime(ago(24 * 60), now)).toMatch(/22/);
});
