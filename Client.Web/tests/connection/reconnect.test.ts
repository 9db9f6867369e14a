import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Reconnect, retryDelay } from '../../src/connection/reconnect.js';

const almostOne = 1 - Number.EPSILON;

describe('retryDelay', () => {
  it.each([[0, 500], [1, 1_000], [2, 2_000], [4, 8_000], [5, 15_000], [50, 15_000]])(
    'of try %i is anything up to %i ms', (attempt, most) => {
      expect(retryDelay(attempt, 0)).toBe(0);
      expect(retryDelay(attempt, 0.5)).toBe(most / 2);
      expect(retryDelay(attempt, almostOne)).toBeLessThan(most + 1);
    });
});

describe('Reconnect', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  async function waited(pace: Reconnect): Promise<number> {
    const start = Date.now();
    const wait = pace.wait();
    await vi.runAllTimersAsync();
    await wait;
    return Date.now() - start;
  }

  it('waits longer after each failure', async () => {
    const pace = new Reconnect(() => 0.5);
    expect([await waited(pace), await waited(pace), await waited(pace)]).toEqual([250, 500, 1_000]);
  });

  it('starts anew after a connection that was steady', async () => {
    const pace = new Reconnect(() => 0.5);
    await waited(pace);
    pace.opened();
    vi.advanceTimersByTime(5_000);
    expect(await waited(pace)).toBe(250);
  });

  it('slows down when the connection flaps', async () => {
    const pace = new Reconnect(() => 0.5);
    await waited(pace);
    pace.opened();
    vi.advanceTimersByTime(4_000);
    expect(await waited(pace)).toBe(500);
  });

  it('tries at once when it is hurried', async () => {
    const pace = new Reconnect(() => 0.5);
    const start = Date.now();
    const wait = pace.wait();
    pace.hurry();
    await wait;
    expect(Date.now()).toBe(start);
    expect(vi.getTimerCount()).toBe(0);
  });
});
