import type { LitElement, ReactiveController } from 'lit';
import type { Notifications } from '../connection/notifications.js';
import type { InboxItem } from '../inbox/wire.js';

type Host = LitElement & { readonly client: Notifications | undefined; readonly items: readonly InboxItem[] };

/** What the list displays in a visible tab was seen. */
export class SeenItems implements ReactiveController {
  #told = new Set<string>();

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.hostUpdated);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.hostUpdated);
  }

  readonly hostUpdated = (): void => {
    const { client, items } = this.host;
    if (!client || document.visibilityState !== 'visible') return;
    const unseen = items.filter(({ seen }) => !seen).map(key).filter((known) => !this.#told.has(known));
    if (unseen.length === 0) return;
    for (const known of unseen) this.#told.add(known);
    const ids = unseen.map((known) => known.slice(known.indexOf(' ') + 1));
    client.inbox.markSeen(ids).catch(() => {
      // It is told when the list changes the next time.
      for (const known of unseen) this.#told.delete(known);
    });
  };
}

/** One with a newer revision is unseen again. */
function key({ id, sequence }: InboxItem): string {
  return `${sequence} ${id}`;
}
