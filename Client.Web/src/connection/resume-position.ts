import type { Position } from './wire.js';

/**
 * Where a view stands in one subject's stream, that is, where it may resume.
 *
 * While a subscribe is under way, live batches overtake the answer that holds the missed ones. Their positions are held
 * back until an answer is here: if the connection broke in between, resuming from a live position would skip the rest.
 * A subscribe that fails leaves them held back, until another one is answered.
 */
export class ResumePosition {
  #last: Position | undefined;
  #held: Position | undefined;
  #subscribing = false;
  #gap = false;

  /** The position to resume from; nothing before the first answer. */
  get last(): Position | undefined {
    return this.#last;
  }

  /** A subscribe is under way. */
  begin(): void {
    this.#subscribing = true;
    this.#gap = false;
    this.#held = undefined;
  }

  /** The gateway dropped messages: what is held back may lie beyond them. */
  lost(): void {
    this.#gap = true;
  }

  /** The subscribe was answered: everything up to this position is here. */
  settle(answered: Position): void {
    this.#last = later(this.#last, answered) ?? answered;
    if (this.#held && !this.#gap) this.#last = later(this.#last, this.#held) ?? this.#last;
    this.#subscribing = false;
    this.#held = undefined;
  }

  /**
   * A live batch arrived.
   *
   * @returns false when it is of another epoch, which only a new subscribe can settle.
   */
  advance(live: Position): boolean {
    if (this.#subscribing) {
      this.#held = later(this.#held, live) ?? live;
      return true;
    }
    const next = later(this.#last, live);
    this.#last = next ?? this.#last;
    return next !== undefined;
  }
}

/** The later of two positions; undefined when they are of different epochs and can't be compared. */
function later(a: Position | undefined, b: Position): Position | undefined {
  if (a === undefined) return b;
  if (a.epoch !== b.epoch) return undefined;
  return b.sequence > a.sequence ? b : a;
}
