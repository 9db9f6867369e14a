import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { safeUrl } from '../actions/safe-url.js';
import type { Notifications } from '../connection/notifications.js';
import type { Viewer } from '../connection/wire.js';
import type { ViewerPerson } from '../public-elements.js';
import { theme } from '../theme.js';
import { initials, nameOf, viewersLabel } from './names.js';
import { viewersStyles } from './notification-viewers.styles.js';

/** Who else looks at a subject. Set `client` and `subject` to bring it to life. */
export class NotificationViewers extends LitElement {
  static override properties = {
    client: { attribute: false },
    subject: {},
    person: { attribute: false },
    max: { type: Number },
  };

  static override styles = [theme, viewersStyles];

  declare client: Notifications | undefined;
  declare subject: string | undefined;
  declare person: ViewerPerson | undefined;
  declare max: number;

  #off: (() => void) | undefined;

  constructor() {
    super();
    this.max = 5;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#off?.();
    this.#off = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#listen();
  }

  protected override render(): unknown {
    const presence = this.subject === undefined ? undefined : this.client?.presence(this.subject);
    if (!presence) return nothing;
    const me = this.client?.user;
    const others = presence.viewers.filter(({ user }) => user !== me);
    // Who is not named may be the user, too: that is beyond what anybody reads off a number.
    const count = presence.count - (presence.viewers.length - others.length);
    const shown = others.slice(0, Math.max(0, this.max));
    const names = shown.map((viewer) => ({ name: nameOf(viewer, this.person), hidden: viewer.hidden }));
    return html`
      <span class="visually-hidden">${viewersLabel(names, count)}</span>
      <ul aria-hidden="true">
        ${shown.map((viewer) => this.#viewer(viewer))}
        ${count > shown.length ? html`<li class="more">+${count - shown.length}</li>` : nothing}
      </ul>
    `;
  }

  #viewer(viewer: Viewer): unknown {
    const name = nameOf(viewer, this.person);
    const image = this.person?.(viewer.user)?.image;
    const url = image === undefined ? undefined : safeUrl(image);
    return html`<li class=${viewer.hidden ? 'hidden' : ''} title=${viewer.hidden ? `${name} (in the background)` : name}>${url
      ? html`<img src=${url.href} alt="">`
      : initials(name)}</li>`;
  }

  #listen(): void {
    this.#off?.();
    this.#off = this.client && this.isConnected
      ? this.client.on('presence', ({ subject }) => {
        if (subject === this.subject) this.requestUpdate();
      })
      : undefined;
  }
}
