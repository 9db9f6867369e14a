const base = 500;
const cap = 15_000;
const steadyAfter = 5_000;

/**
 * How long to wait before a try, with full jitter: anything from nothing to a bound that doubles.
 *
 * @param attempt How many tries failed since the connection was last steady.
 * @param random A number from 0 (inclusive) to 1 (exclusive).
 * @returns Milliseconds, less than 500 for the first try and never more than 15,000.
 */
export function retryDelay(attempt: number, random: number): number {
  return random * Math.min(cap, base * 2 ** attempt);
}

/** Paces the tries to connect. */
export class Reconnect {
  #attempt = 0;
  #openedAt: number | undefined;
  #hurry: (() => void) | undefined;

  constructor(private readonly random: () => number = Math.random) {}

  /** The connection is up. Only one that stays up for 5 s starts the count anew, so that one that flaps slows down. */
  opened(): void {
    this.#openedAt = Date.now();
  }

  /** Resolves when it is time for the next try. */
  async wait(): Promise<void> {
    if (this.#openedAt !== undefined && Date.now() - this.#openedAt >= steadyAfter) this.#attempt = 0;
    this.#openedAt = undefined;
    const delay = retryDelay(this.#attempt++, this.random());
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#hurry = undefined;
  }

  /** Ends a wait at once: the network is back, or somebody looks again. */
  hurry(): void {
    this.#hurry?.();
  }
}
