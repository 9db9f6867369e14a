import { NotificationsError } from './error.js';
import type { Session } from './session.js';

/** How long what is displayed is collected before it is told, in milliseconds. */
const collecting = 250;

/** How long to wait when the gateway could not take it, in milliseconds. */
const pause = 5_000;

/** The most ids of one receipt. */
const most = 64;

/** Tells the gateway which flags somebody could see, and which the user closed. */
export class Receipts {
  readonly #displayed = new Map<string, number>();
  readonly #closed = new Map<string, number>();
  #session: Session | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A flag is on the screen, which counts as soon as the tab is visible. */
  displayed(id: string, revision = 0): void {
    this.#displayed.set(id, revision);
    this.#later(collecting);
  }

  /** A flag is gone that the user did not close; it may be that nobody saw it. */
  gone(id: string): void {
    if (document.visibilityState !== 'visible') this.#displayed.delete(id);
  }

  /** The user closed a flag. It is told at once: the same click may lead away from the page. */
  closed(id: string, revision = 0): void {
    this.#displayed.delete(id);
    this.#closed.set(id, revision);
    queueMicrotask(this.flush);
  }

  attached(session: Session): void {
    this.#session = session;
    this.flush();
  }

  detached(): void {
    this.#session = undefined;
    clearTimeout(this.#timer);
  }

  /** Sends what there is to send. */
  readonly flush = (): void => {
    if (document.visibilityState === 'visible') this.#send(this.#displayed);
    this.#send(this.#closed, true);
  };

  #send(waiting: Map<string, number>, closed?: true): void {
    const session = this.#session;
    if (!session) return;
    const all = [...waiting];
    waiting.clear();
    for (let start = 0; start < all.length; start += most) {
      const flags = all.slice(start, start + most);
      const ids = flags.map(([id]) => id);
      const revisions = flags.map(([, revision]) => revision);
      const revised = revisions.some((revision) => revision > 0);
      session.call('acknowledge', { ids, ...(revised && { revisions }), ...(closed && { closed }) }).catch((thrown) => {
        if (!NotificationsError.from(thrown).retryable) return;
        // The next connection tells it, or a later try of this one.
        for (const [id, revision] of flags) waiting.set(id, Math.max(revision, waiting.get(id) ?? 0));
        this.#later(pause);
      });
    }
  }

  #later(delay: number): void {
    if (!this.#session) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.flush, delay);
  }
}
