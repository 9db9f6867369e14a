import type { FlagHandle, FlagWatcher } from '../flags/flag.js';
import { RecentIds } from './recent-ids.js';
import type { Receipts } from './receipts.js';
import type { WireFlag } from './wire.js';

/** How many closings of flags that did not come yet are remembered. */
const mostClosed = 1_000;

/** Shows a flag and says what becomes of it. */
export type ShowFlag = (flag: WireFlag, watcher: FlagWatcher) => FlagHandle;

/** Shows each flag once, and takes it away when it was closed or read elsewhere. */
export class FlagDelivery {
  readonly #shown = new RecentIds();
  readonly #handles = new Map<string, FlagHandle>();
  readonly #closedAt = new Map<string, number>();

  constructor(
    private readonly show: ShowFlag,
    private readonly receipts: Receipts,
    private readonly tell: (subject: string, flag: WireFlag) => void,
  ) {}

  /** @param subject What the flags are about; none for a digest. */
  deliver(subject: string, flags: readonly WireFlag[]): void {
    for (const flag of flags) {
      const closed = this.#wasClosed(flag);
      if (!this.#shown.add(flag.id, flag.revision) || closed) continue;
      this.tell(subject, flag);
      try {
        this.#handles.set(flag.id, this.show(flag, this.#watch(flag, subject === '')));
      } catch (error) {
        console.error(`The flag ${flag.id} could not be shown.`, error);
      }
    }
  }

  /** Takes flags away. The news of it may overtake a flag, or come before a connection catches up with it. */
  close(ids: readonly string[]): void {
    for (const id of ids) {
      if (this.#shown.has(id)) this.#handles.get(id)?.close();
      else this.#closedAt.set(id, Date.now());
    }
    for (const id of this.#closedAt.keys()) {
      if (this.#closedAt.size <= mostClosed) break;
      this.#closedAt.delete(id);
    }
  }

  /** What happened after the closing is news again. */
  #wasClosed({ id, time }: WireFlag): boolean {
    const at = this.#closedAt.get(id);
    this.#closedAt.delete(id);
    return at !== undefined && !(time && Date.parse(time) > at);
  }

  #watch({ id, revision, kept, keptWhenAway }: WireFlag, digest: boolean): FlagWatcher {
    return {
      displayed: () => {
        if (kept || keptWhenAway || digest) this.receipts.displayed(id, revision);
      },
      removed: (byUser) => {
        this.#handles.delete(id);
        if (byUser) this.receipts.closed(id, revision);
        else this.receipts.gone(id);
      },
    };
  }
}
