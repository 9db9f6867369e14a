import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { placement } from './placement.js';

/** Windows up to this width, in pixels, are filled. */
const narrow = 540;

type Host = ReactiveControllerHost & HTMLElement & { readonly anchor: HTMLElement | undefined };

/** Lays a panel over the page, below its anchor, and says when somebody clicks beside it. */
export class Anchored implements ReactiveController {
  constructor(private readonly host: Host, private readonly leave: () => void) {
    host.addController(this);
  }

  /** Whether it covers the page. */
  get fills(): boolean {
    return this.host.anchor !== undefined && document.documentElement.clientWidth <= narrow;
  }

  hostConnected(): void {
    document.addEventListener('pointerdown', this.#pointer);
    window.addEventListener('resize', this.#resize);
  }

  hostDisconnected(): void {
    document.removeEventListener('pointerdown', this.#pointer);
    window.removeEventListener('resize', this.#resize);
  }

  hostUpdated(): void {
    if (!this.host.anchor || this.host.hasAttribute('anchored')) return;
    this.host.setAttribute('anchored', '');
    this.#place();
    // Above everything, also where the page cuts off what overflows.
    this.host.setAttribute('popover', 'manual');
    this.host.showPopover?.();
  }

  readonly #place = (): void => {
    const { anchor, style } = this.host;
    if (!anchor) return;
    const { documentElement } = document;
    const window = { width: documentElement.clientWidth, height: documentElement.clientHeight };
    const { fills } = this;
    this.host.toggleAttribute('fills', fills);
    for (const edge of ['top', 'left', 'right']) style.removeProperty(edge);
    style.removeProperty('max-height');
    if (fills) return;
    const { height, ...edges } = placement(anchor.getBoundingClientRect(), window, this.host.offsetWidth);
    for (const [edge, distance] of Object.entries(edges)) style.setProperty(edge, `${distance}px`);
    style.setProperty('max-height', `${height}px`);
  };

  readonly #resize = (): void => {
    this.#place();
    this.host.requestUpdate();
  };

  readonly #pointer = (event: Event): void => {
    const path = event.composedPath();
    if (this.host.anchor && !path.includes(this.host) && !path.includes(this.host.anchor)) this.leave();
  };
}
