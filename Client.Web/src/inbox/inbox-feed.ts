import { NotificationsError } from '../connection/error.js';
import { Reconnect } from '../connection/reconnect.js';
import type { Session } from '../connection/session.js';
import type { Counts, Position } from '../connection/wire.js';
import type { InboxChange, InboxMessage, InboxStanding } from './wire.js';

/** Where the feed hands over what it gets. */
export interface InboxFeedEvents {
  change(change: InboxChange): void;
  /** @param epoch The one within which the versions of counts compare. */
  counts(counts: Counts, epoch: string): void;
  /** Something changed that can't be told. */
  stale(): void;
  /** The user closed these flags elsewhere. */
  closed(ids: readonly string[]): void;
}

/** Follows the changes of the user's inbox across connections: each once, in their order, or `stale`. */
export class InboxFeed {
  #position: Position | undefined;
  #session: Session | undefined;
  #catchingUp = false;
  #again = false;

  constructor(private readonly events: InboxFeedEvents, private readonly random: () => number) {}

  /** Where it stands; nothing before the first answer. */
  get position(): Position | undefined {
    return this.#position;
  }

  /**
   * A connection is there.
   *
   * @param standing Missing when the token does not permit the inbox.
   */
  attached(session: Session, standing: InboxStanding | undefined): void {
    this.#session = session;
    this.#catchingUp = false;
    if (!standing) return this.forget();
    this.#settle(standing);
    // A message overtook the answer.
    if (this.#again) void this.#catchUp(session);
  }

  detached(): void {
    this.#session = undefined;
    this.#again = false;
  }

  /** The connection is another user's, whose positions have nothing to do with this one's, or nobody's who has an inbox. */
  forget(): void {
    if (this.#position) this.events.stale();
    this.#position = undefined;
  }

  message({ previous, position, counts, changes, closed }: InboxMessage): void {
    if (closed) this.events.closed(closed);
    const here = this.#position;
    if (!this.#session || this.#catchingUp) this.#again = true;
    else if (here?.epoch !== position.epoch || previous > here.sequence) void this.#catchUp(this.#session);
    else this.#take(position, changes);
    this.events.counts(counts, position.epoch);
  }

  async #catchUp(session: Session): Promise<void> {
    const pace = new Reconnect(this.random);
    this.#catchingUp = true;
    do {
      this.#again = false;
      try {
        const standing = await session.call<InboxStanding>('changes', { position: this.#position });
        if (this.#session === session) this.#settle(standing);
      } catch (thrown) {
        if (NotificationsError.from(thrown).retryable) {
          this.#again = true;
          await pace.wait();
        } else if (this.#session === session) this.events.stale();
      }
      if (this.#session !== session) return;
    } while (this.#again);
    this.#catchingUp = false;
  }

  #settle({ position, counts, complete, missed }: InboxStanding): void {
    const known = this.#position;
    // What is in no inbox comes also where the rest can't be told, or was never known.
    this.#take(position, known ? missed : missed.filter(({ kind }) => kind === 'digest'));
    if (!known || !complete) this.#position = position;
    if (known && !complete) this.events.stale();
    this.events.counts(counts, position.epoch);
  }

  #take(position: Position, changes: readonly InboxChange[]): void {
    // In another life of the inbox all is news.
    const last = this.#position?.epoch === position.epoch ? this.#position.sequence : 0;
    if (position.sequence > last) this.#position = position;
    let stale = false;
    for (const change of changes) {
      if (change.sequence <= last) continue;
      this.events.change(change);
      stale ||= change.kind === 'reset';
    }
    // What is about many comes as many: reading anew once is enough.
    if (stale) this.events.stale();
  }
}
