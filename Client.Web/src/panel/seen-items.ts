import type { LitElement, ReactiveController } from 'lit';
import type { Notifications } from '../connection/notifications.js';
import type { InboxItem } from '../inbox/wire.js';
import type { InboxItemElement } from './inbox-item.js';

/** How much of an item has to be in sight. */
const enough = 0.5;

type Host = LitElement & { readonly client: Notifications | undefined };

/** What was in sight in a visible tab was seen, and not what is listed further down, or behind something else. */
export class SeenItems implements ReactiveController {
  readonly #inSight = new Set<Element>();
  readonly #told = new WeakSet<InboxItem>();
  #observer: IntersectionObserver | undefined;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => this.#moved(entries), { threshold: enough });
    document.addEventListener('visibilitychange', this.#tell);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#inSight.clear();
    document.removeEventListener('visibilitychange', this.#tell);
  }

  hostUpdated(): void {
    for (const element of this.host.renderRoot.querySelectorAll('notification-inbox-item')) this.#observer?.observe(element);
    this.#tell();
  }

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, intersectionRatio } of entries) {
      if (intersectionRatio >= enough) this.#inSight.add(target);
      else this.#inSight.delete(target);
      if (!target.isConnected) this.#observer?.unobserve(target);
    }
    this.#tell();
  }

  readonly #tell = (): void => {
    const { client } = this.host;
    if (!client || document.visibilityState !== 'visible') return;
    const unseen = [...this.#inSight].flatMap((element) => {
      const { item } = element as InboxItemElement;
      return element.isConnected && item && !item.seen && !this.#told.has(item) ? [item] : [];
    });
    if (unseen.length === 0) return;
    for (const item of unseen) this.#told.add(item);
    client.inbox.markSeen(unseen.map(({ id }) => id)).catch(() => {
      // It is told when the list changes the next time.
      for (const item of unseen) this.#told.delete(item);
    });
  };
}
