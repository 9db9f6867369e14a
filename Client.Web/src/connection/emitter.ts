/** Listeners by event name. A listener that throws is reported on the console and disturbs nobody. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(detail: never) => void>>();

  /** Adds a listener; the answer takes it away again. */
  on<Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    // Wrapped, so that a function added twice is taken away one at a time.
    const added = (detail: Events[Name]) => listener(detail);
    listeners.add(added);
    return () => listeners.delete(added);
  }

  emit<Name extends keyof Events>(name: Name, detail: Events[Name]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        (listener as (detail: Events[Name]) => void)(detail);
      } catch (error) {
        console.error(`A listener for '${String(name)}' failed.`, error);
      }
    }
  }
}
