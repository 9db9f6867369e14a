import { NotificationsError } from './error.js';
import type { Session } from './session.js';
import { Subscription, type SubscriptionEvents } from './subscription.js';
import type { FlagBatch, Presence } from './wire.js';

/** A subject that a view shows. */
export interface View {
  readonly subject: string;
  /** Stops its flags, unless another view of this page has the same subject open. Safe to call twice. */
  unsubscribe(): void;
}

/** All subjects that the page has open. Views of the same subject share one subscription. */
export class Subscriptions {
  readonly #bySubject = new Map<string, Subscription>();
  #session: Session | undefined;

  constructor(
    private readonly events: Omit<SubscriptionEvents, 'refused'>,
    private readonly random: () => number,
  ) {}

  /** Opens a subject; resolves when the gateway has answered, which may be after a reconnect. */
  async add(subject: string): Promise<View> {
    const subscription = this.#bySubject.get(subject) ?? this.#create(subject);
    subscription.views++;
    if (subscription.views === 1 && this.#session) void subscription.sync(this.#session);
    await subscription.ready;
    let open = true;
    return {
      subject,
      unsubscribe: () => {
        if (open) this.#remove(subscription);
        open = false;
      },
    };
  }

  /** A connection is there: every subject catches up from where it stood. */
  attached(session: Session): void {
    this.#session = session;
    for (const subscription of this.#bySubject.values()) void subscription.sync(session);
  }

  detached(): void {
    this.#session = undefined;
  }

  batch(batch: FlagBatch): void {
    if (this.#session) this.#bySubject.get(batch.subject)?.batch(batch, this.#session);
  }

  presence(presence: Presence): void {
    this.#bySubject.get(presence.subject)?.see(presence);
  }

  /** Who looks at a subject, as far as the gateway said so. */
  presenceOf(subject: string): Presence | undefined {
    return this.#bySubject.get(subject)?.presence;
  }

  resync(subject: string): void {
    if (this.#session) void this.#bySubject.get(subject)?.sync(this.#session);
  }

  /** The client is over: whoever still waits for an answer hears why. */
  end(error: NotificationsError): void {
    this.detached();
    for (const subscription of this.#bySubject.values()) subscription.end(error);
    this.#bySubject.clear();
  }

  #create(subject: string): Subscription {
    const subscription: Subscription = new Subscription(
      subject,
      { ...this.events, refused: () => this.#forget(subscription) },
      this.random,
    );
    this.#bySubject.set(subject, subscription);
    return subscription;
  }

  #remove(subscription: Subscription): void {
    subscription.views--;
    if (subscription.views > 0 || !this.#forget(subscription)) return;
    // A lost connection has unsubscribed already.
    this.#session?.unsubscribe(subscription.subject).catch(() => {});
  }

  #forget(subscription: Subscription): boolean {
    const known = this.#bySubject.get(subscription.subject) === subscription;
    return known && this.#bySubject.delete(subscription.subject);
  }
}
