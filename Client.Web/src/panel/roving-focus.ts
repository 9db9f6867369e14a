import type { LitElement, ReactiveController } from 'lit';
import type { InboxItem } from '../inbox/wire.js';
import type { InboxItemElement } from './inbox-item.js';

type Host = LitElement & { readonly items: readonly InboxItem[] };

/** One item of the list is where the Tab key leads; the arrow keys go from one to the next. */
export class RovingFocus implements ReactiveController {
  #id: string | undefined;
  #place = 0;
  #lost = false;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  /** Whether the Tab key leads to an item: the one that had the focus last, or the first. */
  current(item: InboxItem): boolean {
    const { items } = this.host;
    return items.some(({ id }) => id === this.#id) ? item.id === this.#id : item.id === items[0]?.id;
  }

  focusin(event: Event): void {
    const item = itemOf(event);
    if (!item || item.item?.id === this.#id) return;
    this.#id = item.item?.id;
    this.host.requestUpdate();
  }

  keydown(event: KeyboardEvent): void {
    const elements = this.#elements();
    const here = elements.indexOf(itemOf(event) as InboxItemElement);
    if (here < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const there = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: elements.length - 1 }[event.key];
    if (there === undefined) return;
    event.preventDefault();
    elements[there]?.focus();
  }

  /** The list is about to be another one: whoever is on an item that goes will be on the next. */
  listChanges(): void {
    const elements = this.#elements();
    const focused = elements.length > 0 ? elements.indexOf(this.host.shadowRoot?.activeElement as InboxItemElement) : -1;
    if (focused < 0) return;
    this.#place = focused;
    this.#lost = true;
  }

  hostUpdated(): void {
    if (!this.#lost) return;
    this.#lost = false;
    if (this.host.items.some(({ id }) => id === this.#id)) return;
    const elements = this.#elements();
    const heir = elements[Math.min(this.#place, elements.length - 1)];
    if (heir) void heir.updateComplete.then(() => heir.focus());
    else this.host.renderRoot.querySelector<HTMLElement>('[role=tab][tabindex="0"]')?.focus();
  }

  #elements(): InboxItemElement[] {
    return [...this.host.renderRoot.querySelectorAll<InboxItemElement>('notification-inbox-item')];
  }
}

function itemOf(event: Event): InboxItemElement | undefined {
  return event.composedPath().find((target): target is InboxItemElement =>
    target instanceof Element && target.localName === 'notification-inbox-item');
}
