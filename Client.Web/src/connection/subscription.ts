import { NotificationsError } from './error.js';
import { ResumePosition } from './resume-position.js';
import { Reconnect } from './reconnect.js';
import type { Session } from './session.js';
import type { FlagBatch, Presence, WireFlag } from './wire.js';

/** Where a subscription hands over what it gets. */
export interface SubscriptionEvents {
  flags(subject: string, flags: readonly WireFlag[]): void;
  /** Who looks at a subject changed. */
  presence(presence: Presence): void;
  /** Something may have been missed; with an error, nothing more will come. */
  behind(subject: string, error?: NotificationsError): void;
  /** The gateway refuses the subject for good. */
  refused(subject: string): void;
}

/** One subject that at least one view has open, across connections. */
export class Subscription {
  /** How many views share it. */
  views = 0;

  /** Resolves when it was first answered; rejects when it was refused before. */
  readonly ready: Promise<void>;

  readonly #position = new ResumePosition();
  #session: Session | undefined;
  #presence: Presence | undefined;
  #again = false;
  #settled = false;
  #resolve: () => void = () => {};
  #reject: (error: NotificationsError) => void = () => {};

  constructor(
    readonly subject: string,
    private readonly events: SubscriptionEvents,
    private readonly random: () => number,
  ) {
    this.ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.ready.then(() => (this.#settled = true), () => (this.#settled = true));
  }

  /** Subscribes, or catches up. While that is under way, another wish for it is served right after. */
  async sync(session: Session): Promise<void> {
    this.#again = true;
    this.#position.lost();
    if (this.#session === session) return;
    this.#session = session;
    const pace = new Reconnect(this.random);
    while (this.#again && this.#current(session)) {
      this.#again = false;
      const error = await this.#subscribe(session);
      if (!error || !this.#current(session)) continue;
      if (!error.retryable) return this.#refuse(error);
      this.#again = true;
      await pace.wait();
    }
    if (this.#session === session) this.#session = undefined;
  }

  /** Takes a live batch. */
  batch(batch: FlagBatch, session: Session): void {
    const comparable = this.#position.advance(batch.position);
    this.events.flags(this.subject, batch.flags);
    if (!comparable) void this.sync(session);
  }

  /** Who looks at the subject; missing until the gateway said so. */
  get presence(): Presence | undefined {
    return this.#presence;
  }

  /** Takes who looks at the subject. */
  see(presence: Presence): void {
    this.#presence = presence;
    this.events.presence(presence);
  }

  /** The client is closed: nobody needs to wait any longer. */
  end(error: NotificationsError): void {
    this.#reject(error);
    this.#session = undefined;
  }

  #current(session: Session): boolean {
    return session.open && this.#session === session && this.views > 0;
  }

  async #subscribe(session: Session): Promise<NotificationsError | undefined> {
    const position = this.#position.last;
    this.#position.begin();
    try {
      const answer = await session.subscribe({ subject: this.subject, ...(position && { position }) });
      if (!this.#current(session)) return undefined;
      for (const batch of answer.missed) this.events.flags(this.subject, batch.flags);
      this.#position.settle(answer.position);
      if (answer.presence) this.see(answer.presence);
      this.#resolve();
      if (!answer.complete) this.events.behind(this.subject);
      return undefined;
    } catch (thrown) {
      return NotificationsError.from(thrown);
    }
  }

  #refuse(error: NotificationsError): void {
    this.#session = undefined;
    this.events.refused(this.subject);
    // Whoever awaits the first answer hears of it there.
    if (this.#settled) this.events.behind(this.subject, error);
    this.#reject(error);
  }
}
