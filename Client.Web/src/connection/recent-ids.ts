/** Remembers the last ids seen, up to a bound, so that each flag is shown once, and again when there is a newer revision. */
export class RecentIds {
  readonly #revisions = new Map<string, number>();

  /** @param capacity How many ids are remembered; the oldest is forgotten first. */
  constructor(private readonly capacity = 1_000) {}

  has(id: string): boolean {
    return this.#revisions.has(id);
  }

  /** Whether the id, or this revision of it, is new; it is remembered then. */
  add(id: string, revision = 0): boolean {
    const known = this.#revisions.get(id);
    if (known !== undefined && known >= revision) return false;
    this.#revisions.delete(id);
    this.#revisions.set(id, revision);
    if (this.#revisions.size > this.capacity) {
      const oldest = this.#revisions.keys().next();
      if (!oldest.done) this.#revisions.delete(oldest.value);
    }
    return true;
  }
}
