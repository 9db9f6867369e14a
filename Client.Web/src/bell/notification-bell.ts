import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { Notifications } from '../connection/notifications.js';
import { theme } from '../theme.js';
import { badgeText, bellLabel } from './bell-label.js';
import { bellStyles } from './notification-bell.styles.js';

/** How many notifications are unread, and whether the connection is up. Set `client` to bring it to life. */
export class NotificationBell extends LitElement {
  static override properties = { client: { attribute: false } };

  static override styles = [theme, bellStyles];

  declare client: Notifications | undefined;

  #offs: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#silence();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#listen();
  }

  protected override render(): unknown {
    const state = this.client?.state ?? 'connecting';
    const unread = this.client?.counts?.unread;
    return html`
      <span class="bell ${state}" aria-hidden="true">
        <svg viewBox="0 0 24 24"><path d="M6 10a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7ZM10 20.5a2.2 2.2 0 0 0 4 0"/></svg>
        ${unread ? html`<span class="count">${badgeText(unread)}</span>` : nothing}
        ${state === 'online' ? nothing : html`<span class="dot"></span>`}
      </span>
      <span class="visually-hidden" role="status">${bellLabel(unread, state)}</span>
    `;
  }

  #listen(): void {
    this.#silence();
    const update = () => this.requestUpdate();
    if (this.client && this.isConnected) this.#offs = [this.client.on('counts', update), this.client.on('state', update)];
  }

  #silence(): void {
    for (const off of this.#offs) off();
    this.#offs = [];
  }
}
