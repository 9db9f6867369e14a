import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { Notifications } from '../connection/notifications.js';
import type { InboxPanel, SubjectUrl } from '../public-elements.js';
import { FocusHeir } from '../focus-heir.js';
import { theme } from '../theme.js';
import { badgeText, bellLabel, buttonLabel } from './bell-label.js';
import { loadInbox } from './inbox-loader.js';
import { bellStyles } from './notification-bell.styles.js';

/**
 * How many notifications are unread, and whether the connection is up; a click opens the inbox. Set `client` to bring it
 * to life.
 */
export class NotificationBell extends LitElement {
  static override properties = {
    client: { attribute: false },
    subjectUrl: { attribute: false },
    open: { type: Boolean, reflect: true },
    _failed: { state: true },
  };

  static override styles = [theme, bellStyles];

  declare client: Notifications | undefined;
  declare subjectUrl: SubjectUrl | undefined;
  declare open: boolean;
  declare _failed: boolean;

  #offs: (() => void)[] = [];

  constructor() {
    super();
    this.open = false;
    new FocusHeir(this, () => this.renderRoot.querySelector('button'));
  }

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#silence();
    this.open = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#listen();
  }

  protected override render(): unknown {
    const state = this.client?.state ?? 'connecting';
    const counts = this.client?.counts;
    const unread = counts?.unread;
    return html`
      <button class="bell ${state}" type="button" aria-label=${buttonLabel(unread)} aria-haspopup="dialog"
        aria-expanded=${this.open} @click=${this.#toggle}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 10a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7ZM10 20.5a2.2 2.2 0 0 0 4 0"/></svg>
        ${unread ? html`<span class="count ${counts?.unseen ? '' : 'seen'}" aria-hidden="true">${badgeText(unread)}</span>` : nothing}
        ${state === 'online' ? nothing : html`<span class="dot"></span>`}
      </button>
      <span class="visually-hidden" role="status">${this._failed
        ? 'The inbox could not be loaded. Try again.'
        : bellLabel(unread, state)}</span>
      ${this.open ? html`<notification-inbox data-theme=${this.dataset['theme'] ?? nothing} .client=${this.client} .subjectUrl=${this.subjectUrl} .anchor=${this}
        @inbox-close=${this.#close}></notification-inbox>` : nothing}
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.open) this.renderRoot.querySelector<InboxPanel>('notification-inbox')?.focus();
  }

  async #toggle(): Promise<void> {
    if (this.open) return this.#close();
    try {
      await loadInbox();
      this._failed = false;
      this.open = this.isConnected;
    } catch (error) {
      console.error('The inbox could not be loaded.', error);
      this._failed = true;
    }
  }

  #close(): void {
    this.open = false;
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
