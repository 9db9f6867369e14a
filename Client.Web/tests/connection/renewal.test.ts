import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NotificationsError } from '../../src/connection/error.js';
import { Renewal, renewalDelay } from '../../src/connection/renewal.js';

describe('renewalDelay', () => {
  it.each([
    ['80 % of what is left', 100_000, 80_000],
    ['at least 10 s, whatever the clock says', -3_600_000, 10_000],
    ['no more than a timer can hold', 1e12, 2 ** 31 - 1],
  ])('is %s', (_, left, delay) => {
    expect(renewalDelay(5_000 + left, 5_000)).toBe(delay);
  });
});

describe('Renewal', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('renews again and again', async () => {
    const renew = vi.fn(async () => Date.now() + 100_000);
    const renewal = new Renewal(renew, vi.fn());
    renewal.start(Date.now() + 50_000);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(renew).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(80_000);
    expect(renew).toHaveBeenCalledTimes(2);
    renewal.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tries again when the gateway or the page\'s server is away', async () => {
    const renew = vi.fn<() => Promise<number>>()
      .mockRejectedValueOnce(new TypeError('network'))
      .mockRejectedValueOnce(new NotificationsError('unavailable', 'later'))
      .mockResolvedValue(Date.now() + 1_000_000);
    const refused = vi.fn();
    new Renewal(renew, refused).start(Date.now() + 100_000);
    await vi.advanceTimersByTimeAsync(80_000 + 16_000 + 10_000);
    expect(renew).toHaveBeenCalledTimes(3);
    expect(refused).not.toHaveBeenCalled();
  });

  it('stops when it is refused for good', async () => {
    const error = new NotificationsError('token_wrong_user', 'attach anew');
    const refused = vi.fn();
    new Renewal(() => Promise.reject(error), refused).start(Date.now() + 100_000);
    await vi.advanceTimersByTimeAsync(80_000);
    expect(refused).toHaveBeenCalledExactlyOnceWith(error);
    expect(vi.getTimerCount()).toBe(0);
  });
});
