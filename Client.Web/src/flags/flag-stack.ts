import { Countdown } from './countdown.js';
import type { Flag, FlagHandle, FlagWatcher } from './flag.js';

/** How many are visible at once. */
const places = 3;

/** How many may wait; beyond it the oldest one that waits is dropped. */
const longestQueue = 100;

/** How long a flag with `isAutoDismiss` stays, in milliseconds. */
const autoDismissAfter = 8_000;

/** A flag in the stack. */
export interface StackedFlag {
  /** Tells apart two flags that had the same id one after the other. */
  readonly key: number;
  flag: Flag;
  countdown?: Countdown | undefined;
  watcher?: FlagWatcher | undefined;
}

/** Which flags are visible and which wait, without any DOM. */
export class FlagStack {
  readonly #pauses = new Set<string>();
  #visible: StackedFlag[] = [];
  #queue: StackedFlag[] = [];
  #keys = 0;

  /**
   * @param changed Called after every change.
   * @param shown Called when a flag becomes visible, or is updated in its place.
   */
  constructor(
    private readonly changed: () => void,
    private readonly shown: (flag: Flag, updated: boolean) => void,
  ) {}

  /** Newest first, three at most. */
  get visible(): readonly StackedFlag[] {
    return this.#visible;
  }

  /** How many wait for a place. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Shows a flag as soon as there is a place, or puts it in place of the one with the same id. */
  add(flag: Flag, watcher?: FlagWatcher): FlagHandle {
    const entry = this.#find(flag.id) ?? { key: this.#keys++, flag };
    entry.flag = flag;
    entry.watcher = watcher;
    if (this.#visible.includes(entry)) this.#display(entry, true);
    else if (!this.#queue.includes(entry)) this.#queue.push(entry);
    if (this.#queue.length > longestQueue) this.#queue.shift()?.watcher?.removed(false);
    this.#fill();
    return { close: () => this.close(entry) };
  }

  /** @param byUser Whether the user wanted it, so that it is to close everywhere. */
  close(entry: StackedFlag, byUser = false): void {
    const isOther = (other: StackedFlag) => other !== entry;
    if (![...this.#visible, ...this.#queue].includes(entry)) return;
    entry.countdown?.stop();
    this.#visible = this.#visible.filter(isOther);
    this.#queue = this.#queue.filter(isOther);
    entry.watcher?.removed(byUser);
    this.#fill();
  }

  closeAll(byUser = false): void {
    const all = [...this.#visible, ...this.#queue];
    this.#visible = [];
    this.#queue = [];
    for (const entry of all) {
      entry.countdown?.stop();
      entry.watcher?.removed(byUser);
    }
    this.changed();
  }

  /** Stops all countdowns, for this reason too. */
  pause(reason: string): void {
    this.#pauses.add(reason);
    for (const { countdown } of this.#visible) countdown?.pause(reason);
  }

  /** Takes a reason to pause away; what remained of each countdown runs on when there is none left. */
  resume(reason: string): void {
    this.#pauses.delete(reason);
    for (const { countdown } of this.#visible) countdown?.resume(reason);
  }

  #find(id: Flag['id']): StackedFlag | undefined {
    return [...this.#visible, ...this.#queue].find(({ flag }) => String(flag.id) === String(id));
  }

  #fill(): void {
    while (this.#visible.length < places) {
      const next = this.#queue.shift();
      if (!next) break;
      this.#visible.unshift(next);
      this.#display(next, false);
    }
    this.changed();
  }

  #display(entry: StackedFlag, updated: boolean): void {
    entry.countdown?.stop();
    entry.countdown = entry.flag.isAutoDismiss
      ? new Countdown(autoDismissAfter, () => this.close(entry))
      : undefined;
    for (const reason of this.#pauses) entry.countdown?.pause(reason);
    this.shown(entry.flag, updated);
    entry.watcher?.displayed();
  }
}
