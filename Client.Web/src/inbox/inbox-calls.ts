import type { Notifications } from '../connection/notifications.js';
import type { Counts } from '../connection/wire.js';
import type { Inbox, InboxChanged, InboxPage, InboxQuery, Snooze, Which } from './inbox.js';
import type { InboxChange, InboxOperation } from './wire.js';

/** Calls the gateway. */
export type Call = <Answer>(method: string, request: object) => Promise<Answer>;

/** The inbox, by calls to the gateway. */
export class InboxCalls implements Inbox {
  readonly markSeen = this.#operation('seen');
  readonly markRead = this.#operation('read');
  readonly markUnread = this.#operation('unread');
  readonly archive = this.#operation('archive');
  readonly unarchive = this.#operation('unarchive');
  readonly snooze = this.#operation('snooze');
  readonly unsnooze = this.#operation('unsnooze');
  readonly save = this.#operation('save');
  readonly unsave = this.#operation('unsave');

  constructor(
    private readonly client: Pick<Notifications, 'counts' | 'on'>,
    private readonly call: Call,
    private readonly count: (counts: Counts) => void,
  ) {}

  get counts(): Counts | undefined {
    return this.client.counts;
  }

  list(query: InboxQuery = {}): Promise<InboxPage> {
    return this.call('inbox', query);
  }

  async change(operation: InboxOperation, which: Which, snooze: Snooze = {}): Promise<InboxChanged> {
    const until = snooze.until && new Date(snooze.until).toISOString();
    const chosen = Array.isArray(which) ? { ids: which } : { all: which };
    const answer = await this.call<InboxChanged>('change', {
      operation, ...chosen, ...(until && { until }), ...(snooze.for && { for: snooze.for }),
    });
    this.count(answer.counts);
    return answer;
  }

  onChange(listener: (change: InboxChange) => void): () => void {
    return this.client.on('inbox', listener);
  }

  #operation(operation: InboxOperation) {
    return (which: Which, snooze?: Snooze) => this.change(operation, which, snooze);
  }
}
