import type { Session } from './session.js';

/** Tells the gateway whether this tab is hidden. A session begins as one that is not. */
export class Visibility {
  #session: Session | undefined;
  #told = false;

  constructor() {
    document.addEventListener('visibilitychange', this.#tell);
  }

  attached(session: Session): void {
    this.#session = session;
    this.#told = false;
    this.#tell();
  }

  detached(): void {
    this.#session = undefined;
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.#tell);
    this.detached();
  }

  readonly #tell = (): void => {
    const hidden = document.visibilityState === 'hidden';
    if (!this.#session || hidden === this.#told) return;
    this.#told = hidden;
    // Whoever is refused may see no subject, and so is seen at none.
    this.#session.call('visibility', { hidden }).catch(() => {});
  };
}
