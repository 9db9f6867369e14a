/** A timer that can be paused for several reasons at once and keeps what remains. */
export class Countdown {
  readonly #reasons = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #startedAt = 0;

  /** @param remaining Milliseconds. */
  constructor(private remaining: number, private readonly done: () => void) {
    this.#start();
  }

  pause(reason: string): void {
    if (this.#reasons.size === 0) {
      this.stop();
      this.remaining -= Date.now() - this.#startedAt;
    }
    this.#reasons.add(reason);
  }

  resume(reason: string): void {
    if (this.#reasons.delete(reason) && this.#reasons.size === 0) this.#start();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #start(): void {
    this.#startedAt = Date.now();
    this.#timer = setTimeout(this.done, Math.max(0, this.remaining));
  }
}
