import type { LitElement, ReactiveController } from 'lit';
import { FocusHeir } from '../focus-heir.js';
import type { InboxItem } from '../inbox/wire.js';
import type { InboxItemElement } from './inbox-item.js';

type Host = LitElement & { readonly items: readonly InboxItem[] };

/** One item of the list is where the Tab key leads; the arrow keys go from one to the next. What goes hands the focus on within the panel. */
export class RovingFocus implements ReactiveController {
  #id: string | undefined;
  #place = 0;
  #count = 0;

  constructor(private readonly host: Host) {
    host.addController(this);
    new FocusHeir(host, (gone) => this.#heir(gone));
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

  hostUpdate(): void {
    const elements = this.#elements();
    this.#count = elements.length;
    const place = elements.findIndex(({ item }) => item?.id === this.#id);
    if (place >= 0) this.#place = place;
  }

  /** The next item takes the place of one that goes, and the first new one that of the last "Show more". */
  #heir(gone: HTMLElement): HTMLElement | null {
    const elements = this.#elements();
    const place = gone.matches('.more') ? this.#count : this.#place;
    return elements.find(({ item }) => item?.id === this.#id && !gone.matches('.more'))
      ?? elements[Math.min(place, elements.length - 1)]
      ?? this.host.renderRoot.querySelector<HTMLElement>('[aria-selected=true], .back');
  }

  #elements(): InboxItemElement[] {
    return [...this.host.renderRoot.querySelectorAll<InboxItemElement>('notification-inbox-item')];
  }
}

function itemOf(event: Event): InboxItemElement | undefined {
  return event.composedPath().find((target): target is InboxItemElement =>
    target instanceof Element && target.localName === 'notification-inbox-item');
}
