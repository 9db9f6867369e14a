import { NotificationsError } from '../connection/error.js';
import type { Inbox, InboxPage } from '../inbox/inbox.js';
import type { InboxChange, InboxItem, InboxView } from '../inbox/wire.js';
import { belongs, canEnter, operated } from './item-state.js';

/** How many are read at once. */
const pageSize = 50;

/** The most that the gateway answers at once. */
const mostAtOnce = 200;

/** What a view of the inbox shows: read by pages, and kept up to date by the changes that are told. */
export class InboxList {
  #items: readonly InboxItem[] = [];
  #next: string | undefined;
  #reading = 0;
  #busy = false;
  #during: InboxChange[] = [];
  #read = false;
  #error: NotificationsError | undefined;
  #stale = false;
  #view: InboxView = 'inbox';

  /** @param changed Called after every change. */
  constructor(private readonly inbox: Pick<Inbox, 'list'>, private readonly changed: () => void) {}

  /** Newest first. */
  get items(): readonly InboxItem[] {
    return this.#items;
  }

  /** Whether there is more to read. */
  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Whether the view was read at all; until then nothing is known of it. */
  get read(): boolean {
    return this.#read;
  }

  /** Why the last read failed. */
  get error(): NotificationsError | undefined {
    return this.#error;
  }

  /** Whether the inbox may hold something else by now: it could not be read anew. */
  get stale(): boolean {
    return this.#stale;
  }

  /** Shows another view. */
  open(view: InboxView): Promise<void> {
    this.#view = view;
    this.#error = undefined;
    this.#forget();
    return this.reload();
  }

  /** Reads anew what is shown, which stays until the answer is here. */
  reload(): Promise<void> {
    const limit = Math.min(mostAtOnce, Math.max(pageSize, this.#items.length));
    return this.#fetch({ limit }, ({ items }) => items);
  }

  /** Does again what failed. */
  async retry(): Promise<void> {
    if (this.#busy) return;
    await (this.#stale || !this.#read ? this.reload() : this.more());
  }

  /** Reads the next page. */
  async more(): Promise<void> {
    if (this.#next === undefined || this.#busy) return;
    await this.#fetch({ cursor: this.#next, limit: pageSize }, ({ items }) => {
      const known = new Set(this.#items.map(({ id }) => id));
      return [...this.#items, ...items.filter(({ id }) => !known.has(id))];
    });
  }

  /** Takes a change that was told. */
  apply(change: InboxChange): void {
    if (this.#busy) this.#during.push(change);
    const ids = new Set(change.ids);
    if (change.kind === 'arrived' && change.item) this.#insert(change.item);
    else if (change.kind === 'removed') this.#items = this.#items.filter(({ id }) => !ids.has(id));
    else if (change.kind === 'changed') this.#change(change, ids);
    else return;
    this.changed();
  }

  #insert(item: InboxItem): void {
    const others = this.#items.filter(({ id }) => id !== item.id);
    const place = others.findIndex(({ sequence }) => sequence < item.sequence);
    // Beyond the last one that was read, it comes with its page.
    if (!belongs(item, this.#view) || (place < 0 && this.hasMore)) this.#items = others;
    else this.#items = place < 0 ? [...others, item] : [...others.slice(0, place), item, ...others.slice(place)];
  }

  #change(change: InboxChange, ids: Set<string>): void {
    const known = this.#items.filter(({ id }) => ids.has(id)).length;
    this.#items = this.#items
      .map((item) => (ids.has(item.id) ? operated(item, change) : item))
      .filter((item) => belongs(item, this.#view));
    if (known < ids.size && !this.#busy && this.#read && canEnter(this.#view, change.operation)) void this.reload();
  }

  async #fetch(page: { cursor?: string; limit: number }, merge: (page: InboxPage) => readonly InboxItem[]): Promise<void> {
    const reading = ++this.#reading;
    this.#busy = true;
    this.#during = [];
    this.changed();
    try {
      const answer = await this.inbox.list({ view: this.#view, ...page });
      if (reading !== this.#reading) return;
      this.#items = merge(answer);
      this.#next = answer.next;
      this.#read = true;
      this.#error = undefined;
      if (!page.cursor) this.#stale = false;
      this.#busy = false;
      // What was told while the answer was under way may be missing in it.
      for (const change of this.#during) {
        if (change.sequence > answer.position.sequence) this.apply(change);
      }
    } catch (thrown) {
      if (reading !== this.#reading) return;
      this.#error = NotificationsError.from(thrown);
      this.#busy = false;
      if (this.#error.code === 'permission_missing') this.#forget();
      else if (!page.cursor || this.#error.code === 'cursor_invalid') this.#stale = this.#read;
    }
    this.changed();
  }

  #forget(): void {
    this.#items = [];
    this.#next = undefined;
    this.#read = false;
    this.#stale = false;
  }
}
