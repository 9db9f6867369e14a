import { NotificationsError } from './error.js';

/** The least time between two renewals, in milliseconds: a browser whose clock is wrong must not hammer the server. */
const leastDelay = 10_000;

/** What a browser's timer can hold, in milliseconds; beyond it a timer fires at once. */
const mostDelay = 2 ** 31 - 1;

/**
 * When to renew a token: at 80 % of what is left of its life.
 *
 * @param expiresAt Milliseconds since 1970.
 * @param now Milliseconds since 1970.
 * @returns Milliseconds from now.
 */
export function renewalDelay(expiresAt: number, now: number): number {
  return Math.min(mostDelay, Math.max(leastDelay, (expiresAt - now) * 0.8));
}

/** Renews a session's token before it expires, again and again, until it is stopped. */
export class Renewal {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /**
   * @param renew Renews, and answers when the new token expires, in milliseconds since 1970.
   * @param refused Hears of a refusal for good. Other failures are tried again while the token lives.
   */
  constructor(
    private readonly renew: () => Promise<number>,
    private readonly refused: (error: NotificationsError) => void,
  ) {}

  /** @param expiresAt When the present token expires, in milliseconds since 1970. */
  start(expiresAt: number): void {
    this.#timer = setTimeout(() => void this.#run(expiresAt), renewalDelay(expiresAt, Date.now()));
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run(expiresAt: number): Promise<void> {
    let next = expiresAt;
    try {
      next = await this.renew();
    } catch (thrown) {
      const error = NotificationsError.from(thrown);
      if (!error.retryable && !this.#stopped) this.refused(error);
      if (!error.retryable) return;
    }
    if (!this.#stopped) this.start(next);
  }
}
