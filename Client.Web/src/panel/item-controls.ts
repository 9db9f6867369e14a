import type { LitElement, ReactiveController } from 'lit';

/** What can be done with an item: the Tab key passes by, the left and right arrow keys go through it. */
export class ItemControls implements ReactiveController {
  constructor(private readonly host: LitElement, private readonly item: () => HTMLElement | null) {
    host.addController(this);
  }

  hostUpdated(): void {
    for (const control of this.#controls()) control.tabIndex = -1;
  }

  /** Whether it was a key of this. */
  keydown(event: KeyboardEvent): boolean {
    const item = this.item();
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return false;
    const forth = getComputedStyle(item).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return false;
    // The item itself is one of them, so that there is a way back.
    const places = [item, ...this.#controls()];
    const here = places.indexOf(event.target as HTMLElement);
    if (here < 0) return false;
    places[(here + (event.key === forth ? 1 : -1) + places.length) % places.length]?.focus();
    event.preventDefault();
    return true;
  }

  #controls(): HTMLElement[] {
    return [...this.host.renderRoot.querySelectorAll<HTMLElement>('a[href], button')];
  }
}
