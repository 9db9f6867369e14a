/** Remembers the last ids seen, up to a bound, so that each flag is shown once. */
export class RecentIds {
  readonly #ids = new Set<string>();

  /** @param capacity How many ids are remembered; the oldest is forgotten first. */
  constructor(private readonly capacity = 1_000) {}

  /** Whether the id is new; it is remembered either way. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.capacity) {
      const oldest = this.#ids.values().next();
      if (!oldest.done) this.#ids.delete(oldest.value);
    }
    return true;
  }
}
