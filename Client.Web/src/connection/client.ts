import { InboxCalls } from '../inbox/inbox-calls.js';
import { InboxFeed } from '../inbox/inbox-feed.js';
import type { InboxChange } from '../inbox/wire.js';
import { PreferenceCalls } from '../preferences/preference-calls.js';
import { Emitter } from './emitter.js';
import { NotificationsError } from './error.js';
import { FlagDelivery, type ShowFlag } from './flag-delivery.js';
import type { Hub } from './hub.js';
import type { ConnectionState, Notifications, NotificationsEvents } from './notifications.js';
import { Receipts } from './receipts.js';
import { Reconnect } from './reconnect.js';
import { Renewal } from './renewal.js';
import { Session } from './session.js';
import { Subscriptions, type View } from './subscriptions.js';
import { TokenKeeper } from './token-keeper.js';
import { Visibility } from './visibility.js';
import { onWakeUp } from './wake-ups.js';
import { within } from './within.js';
import type { AttachAnswer, Counts, Presence } from './wire.js';

/** How long token, socket and attach may take together, in milliseconds. */
const attemptLimit = 20_000;

/** What the client needs of the world. */
export interface ClientSetup {
  readonly tab: string;
  readonly token: () => Promise<string>;
  readonly locales: () => readonly string[];
  readonly openHub: () => Hub;
  readonly show: ShowFlag;
  readonly random: () => number;
}

/** What takes a notification off the user's mind, and so its flag off the screen. */
const settles = new Set<unknown>(['read', 'archive', 'snooze']);

/** Connects, attaches, and does so again whenever the connection is lost. */
export class Client implements Notifications {
  readonly #events = new Emitter<NotificationsEvents>();
  readonly #receipts = new Receipts();
  readonly #tokens: TokenKeeper;
  readonly #reconnect: Reconnect;
  readonly #subscriptions: Subscriptions;
  readonly #flags: FlagDelivery;
  readonly #feed: InboxFeed;
  readonly #visibility = new Visibility();
  readonly #stopWakeUps: () => void;
  #state: ConnectionState = 'connecting';
  #counts: Counts | undefined;
  #epoch: string | undefined;
  #user: string | undefined;
  #session: Session | undefined;
  #expiredInARow = 0;
  #attached: () => void = () => {};
  #failed: (error: NotificationsError) => void = () => {};

  /** Resolves at the first attach; rejects when the client ends before. */
  readonly ready: Promise<void>;
  readonly inbox = new InboxCalls(this, (method, request) => this.#call(method, request), (counts) => this.#count(counts));
  readonly preferences = new PreferenceCalls((method, request) => this.#call(method, request));

  constructor(private readonly setup: ClientSetup) {
    this.#tokens = new TokenKeeper(setup.token);
    this.#reconnect = new Reconnect(setup.random);
    this.#flags = new FlagDelivery(setup.show, this.#receipts, (subject, flag) => this.#events.emit('flag', { subject, flag }));
    this.#feed = new InboxFeed({
      change: (change) => this.#changed(change),
      counts: (counts, epoch) => this.#count(counts, epoch),
      stale: () => this.#events.emit('inboxStale', undefined),
      closed: (ids) => this.#flags.close(ids),
    }, setup.random);
    this.#subscriptions = new Subscriptions({
      flags: (subject, flags) => this.#flags.deliver(subject, flags),
      presence: (presence) => this.#events.emit('presence', presence),
      behind: (subject, error) => this.#events.emit('behind', { subject, ...(error && { error }) }),
    }, setup.random);
    this.#stopWakeUps = onWakeUp(() => {
      this.#reconnect.hurry();
      this.#receipts.flush();
    });
    this.ready = new Promise((resolve, reject) => {
      this.#attached = resolve;
      this.#failed = reject;
    });
    // Not everybody waits for it.
    this.ready.catch(() => {});
    void this.#run();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get user(): string | undefined {
    return this.#user;
  }

  get counts(): Counts | undefined {
    return this.#counts;
  }

  on<Name extends keyof NotificationsEvents>(name: Name, listener: (detail: NotificationsEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  async subscribe(subject: string): Promise<View> {
    if (this.#over()) throw closed();
    return this.#subscriptions.add(subject);
  }

  presence(subject: string): Presence | undefined {
    return this.#subscriptions.presenceOf(subject);
  }

  close(): void {
    this.#end(closed());
  }

  async #run(): Promise<void> {
    while (!this.#over()) {
      const reason = await this.#connectOnce();
      if (this.#over()) return;
      if (reason.code === 'token_expired') this.#tokens.refused();
      if (!reason.retryable) return this.#end(reason, reason);
      if (this.#state === 'online') this.#become('reconnecting');
      await this.#reconnect.wait();
    }
  }

  /** Holds one connection as long as it lasts; answers why it is over. */
  async #connectOnce(): Promise<NotificationsError> {
    let hub: Hub;
    try {
      hub = this.setup.openHub();
    } catch (thrown) {
      // It was not the network.
      return new NotificationsError('url_refused', NotificationsError.from(thrown).message);
    }
    const session = new Session(hub, {
      flags: (batch) => this.#subscriptions.batch(batch),
      inbox: (message) => this.#feed.message(message),
      presence: (presence) => this.#subscriptions.presence(presence),
      resync: (subject) => this.#subscriptions.resync(subject),
    });
    this.#session = session;
    try {
      const answer = await within(attemptLimit, this.#attach(session));
      return await this.#hold(session, answer);
    } catch (thrown) {
      const error = NotificationsError.from(thrown);
      session.stop(error);
      return this.#judge(error);
    }
  }

  async #attach(session: Session): Promise<AttachAnswer> {
    const token = await this.#tokens.get();
    if (!session.open) return Promise.reject(await session.closed);
    await session.start();
    const inbox = this.#feed.position;
    return session.attach({ token, tab: this.setup.tab, locales: this.setup.locales(), ...(inbox && { inbox }) });
  }

  async #hold(session: Session, answer: AttachAnswer): Promise<NotificationsError> {
    if (!session.open) return session.closed;
    const expiresAt = Date.parse(answer.expiresAt);
    this.#expiredInARow = 0;
    this.#tokens.accepted(expiresAt);
    this.#reconnect.opened();
    const renewal = new Renewal(() => this.#renew(session), (error) => session.stop(error));
    renewal.start(expiresAt);
    // Versions of different users have nothing to do with each other.
    const another = answer.user !== this.#user;
    if (another || !answer.inbox) this.#counts = undefined;
    this.#user = answer.user;
    this.#become('online');
    if (another) this.#feed.forget();
    this.#feed.attached(session, answer.inbox);
    this.#receipts.attached(session);
    this.#visibility.attached(session);
    this.#subscriptions.attached(session);
    this.#attached();
    const reason = await session.closed;
    renewal.stop();
    this.#subscriptions.detached();
    this.#receipts.detached();
    this.#visibility.detached();
    this.#feed.detached();
    return reason;
  }

  /** A new token that is refused as expired too won't get better: somebody's clock is wrong. */
  #judge(error: NotificationsError): NotificationsError {
    this.#expiredInARow = error.code === 'token_expired' ? this.#expiredInARow + 1 : 0;
    return this.#expiredInARow > 2 ? new NotificationsError(error.code, error.message, false) : error;
  }

  async #renew(session: Session): Promise<number> {
    const token = await this.#tokens.renew();
    const { expiresAt } = await session.renew(token);
    this.#tokens.accepted(Date.parse(expiresAt));
    return Date.parse(expiresAt);
  }

  #changed(change: InboxChange): void {
    const { kind, operation, ids, digest } = change;
    if (ids && (kind === 'removed' || settles.has(operation))) this.#flags.close(ids);
    this.#events.emit('inbox', change);
    if (digest) this.#flags.deliver('', [digest]);
  }

  #call<Answer>(method: string, request: object): Promise<Answer> {
    const session = this.#session;
    return this.#state === 'online' && session
      ? within(attemptLimit, session.call<Answer>(method, request))
      : Promise.reject(new NotificationsError('connection_lost', 'There is no connection now: try again.'));
  }

  /** Only the newest count, but after a restore the newest has a lower version than those of the life before. */
  #count(counts: Counts, epoch = this.#epoch): void {
    if (this.#counts && epoch === this.#epoch && counts.version < this.#counts.version) return;
    this.#epoch = epoch;
    this.#counts = counts;
    this.#events.emit('counts', counts);
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#events.emit('state', state);
  }

  #over(): boolean {
    return this.#state === 'ended';
  }

  #end(why: NotificationsError, tell?: NotificationsError): void {
    if (this.#over()) return;
    this.#stopWakeUps();
    this.#visibility.end();
    this.#become('ended');
    this.#subscriptions.end(why);
    this.#session?.stop(why);
    this.#reconnect.hurry();
    this.#failed(why);
    if (tell) this.#events.emit('ended', tell);
  }
}

function closed(): NotificationsError {
  return new NotificationsError('closed', 'The connection is closed: connect again.');
}
