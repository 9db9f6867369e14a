import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Notifications } from '../connection/notifications.js';
import { Announcer } from '../flags/announcer.js';
import type { InboxChange, InboxItem, InboxView } from '../inbox/wire.js';
import type { SubjectUrl } from '../public-elements.js';
import { theme } from '../theme.js';
import { Anchored } from './anchored.js';
import { emptyState } from './empty-states.js';
import { icon } from './icons.js';
import type { MenuWish } from './inbox-item.js';
import { InboxList } from './inbox-list.js';
import { inboxTabs } from './inbox-tabs.js';
import { byDay } from './item-time.js';
import { panelStyles } from './notification-inbox.styles.js';
import { OpenMenu } from './open-menu.js';
import { complaint, operate, type Notice } from './orders.js';
import { RovingFocus } from './roving-focus.js';
import { SeenItems } from './seen-items.js';

/** How long it is said what was done, in milliseconds. */
const noticeTime = 8_000;

/** The inbox: what was kept, by state, and what can be done with it. It fires `inbox-close` when it is to go. */
export class NotificationInbox extends LitElement {
  static override properties = {
    client: { attribute: false },
    subjectUrl: { attribute: false },
    anchor: { attribute: false },
    _view: { state: true },
    _preferring: { state: true },
    _notice: { state: true },
  };

  static override styles = [theme, panelStyles];

  declare client: Notifications | undefined;
  declare subjectUrl: SubjectUrl | undefined;
  declare anchor: HTMLElement | undefined;
  declare _view: InboxView;
  declare _preferring: boolean;
  declare _notice: Notice | undefined;

  readonly #announcer = new Announcer(this);
  readonly #menu = new OpenMenu(this, (work) => void this.#do(work));
  readonly #focus = new RovingFocus(this);
  #list: InboxList | undefined;
  #offs: (() => void)[] = [];
  #noticeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this._view = 'inbox';
    new Anchored(this, () => this.#close());
    new SeenItems(this);
  }

  /** What the list holds, newest first. */
  get items(): readonly InboxItem[] {
    return this.#list?.items ?? [];
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.panel')?.focus());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The first update does it; this is for an element that is moved.
    if (this.hasUpdated) this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#silence();
    clearTimeout(this.#noticeTimer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#listen();
  }

  protected override render(): unknown {
    return html`
      <div class="panel" role="dialog" aria-labelledby="heading" tabindex="-1" @keydown=${this.#keydown}>
        ${this._preferring ? this.#preferences() : this.#inbox()}
        ${this._notice ? this.#said(this._notice) : nothing}
        ${this.#menu.render()}
      </div>
      ${this.#announcer.render()}
    `;
  }

  #inbox(): unknown {
    const unread = this.client?.counts?.unread;
    return html`
      <div class="top">
        <h2 id="heading">Notifications</h2>
        ${unread && (this._view === 'inbox' || this._view === 'unread') ? html`<button class="text all" type="button" @click=${this.#readAll}>${icon('checks')}Mark all as read</button>` : nothing}
        <button class="sign-button" type="button" aria-label="Preferences" title="Preferences" @click=${() => this.#prefer(true)}>${icon('gear')}</button>
        ${this.#closer()}
      </div>
      ${inboxTabs(this._view, unread, (view) => this.#choose(view))}
      ${this.#offline()}
      <div class="list" id="list" role="tabpanel" aria-labelledby="tab-${this._view}" aria-busy=${this.#list?.busy ?? true}
        @keydown=${(event: KeyboardEvent) => this.#focus.keydown(event)} @focusin=${(event: Event) => this.#focus.focusin(event)}>
        ${this.#content()}
      </div>
    `;
  }

  /** The bell tells it to screen readers. */
  #offline(): unknown {
    const state = this.client?.state;
    if (state !== 'reconnecting' && state !== 'ended') return nothing;
    return html`<p class="offline" aria-hidden="true">${icon('offline')}${state === 'ended'
      ? 'Disconnected. Load the page again to see what is new.'
      : 'Reconnecting… You may not see what is new.'}</p>`;
  }

  #content(): unknown {
    const list = this.#list;
    if (list?.error && list.items.length === 0) return html`<div class="empty"><span class="medal">${icon('offline')}</span><p>${complaint(list.error)}</p>
      <button class="text" type="button" @click=${() => void list.reload()}>Try again</button></div>`;
    if (!list?.read) return html`<div class="loading" aria-hidden="true">${[1, 2, 3, 4].map(() => html`<div></div>`)}</div>`;
    if (list.items.length === 0) return this.#empty();
    const days = this._view === 'snoozed' || this._view === 'saved' ? [{ name: '', items: list.items }] : byDay(list.items, new Date());
    return html`
      ${repeat(days, ({ name }) => name, ({ name, items }) => html`
        ${name ? html`<h3>${name}</h3>` : nothing}
        <ul role="list" aria-label=${name || nothing}>${repeat(items, ({ id }) => id, (item) => html`<li>${this.#item(item)}</li>`)}</ul>`)}
      ${list.hasMore ? html`<button class="text more" type="button" aria-disabled=${list.busy} @click=${() => void list.more()}>
        ${list.busy ? 'Loading…' : 'Show more'}</button>` : nothing}
    `;
  }

  #item(item: InboxItem): unknown {
    return html`<notification-inbox-item .item=${item} .subjectUrl=${this.subjectUrl} .current=${this.#focus.current(item)}
      @item-operate=${({ detail }: CustomEvent) => this.#do((client) => operate(client, item, detail))}
      @item-menu=${({ detail }: CustomEvent<MenuWish>) => this.#menu.open(item, detail)}
      @item-announce=${({ detail }: CustomEvent<string>) => this.#announcer.say(detail, false)}
    ></notification-inbox-item>`;
  }

  #empty(): unknown {
    const state = emptyState(this._view);
    return html`<div class="empty"><span class="medal">${icon(state.icon)}</span><p class="strong">${state.title}</p><p>${state.text}</p></div>`;
  }

  #preferences(): unknown {
    return html`
      <div class="top">
        <button class="sign-button back" type="button" aria-label="Back to the notifications" @click=${() => this.#prefer(false)}>${icon('back')}</button>
        <h2 id="heading">Preferences</h2>
        ${this.#closer()}
      </div>
      <div class="list">
        <notification-preferences .client=${this.client}
          @preferences-announce=${({ detail }: CustomEvent<string>) => this.#announcer.say(detail, false)}></notification-preferences>
      </div>
    `;
  }

  #closer(): unknown {
    return this.anchor ? html`<button class="sign-button" type="button" aria-label="Close" @click=${this.#close}>${icon('close')}</button>` : nothing;
  }

  #said({ text, undo }: Notice): unknown {
    return html`<div class="notice"><span>${text}</span>${undo
      ? html`<button type="button" @click=${() => void this.#do(() => undo().then(() => undefined))}>Undo</button>` : nothing}</div>`;
  }

  #choose(view: InboxView): void {
    if (view === this._view) return;
    this._view = view;
    this.renderRoot.querySelector('.list')?.scrollTo(0, 0);
    void this.#list?.open(view);
  }

  #prefer(preferring: boolean): void {
    this._preferring = preferring;
    this._notice = undefined;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(preferring ? '.back' : '[aria-label=Preferences]')?.focus());
  }

  #readAll(): void {
    // Where somebody reads on, the button is gone.
    this.renderRoot.querySelector<HTMLElement>('.panel')?.focus();
    const through = this.client?.counts?.version;
    void this.#do(async (client) => {
      await client.inbox.markRead({ view: 'unread', ...(through !== undefined && { through }) });
      return { text: 'All read' };
    });
  }

  /** Does something, and says so; what goes wrong is said too. */
  async #do(work: (client: Notifications) => Promise<Notice | undefined>): Promise<void> {
    if (!this.client) return;
    this.#say(undefined);
    try {
      this.#say(await work(this.client));
    } catch (thrown) {
      this.#say({ text: complaint(thrown) });
    }
  }

  #say(notice: Notice | undefined): void {
    clearTimeout(this.#noticeTimer);
    this._notice = notice;
    if (!notice) return;
    this.#announcer.say(notice.text, false);
    this.#noticeTimer = setTimeout(() => this.#say(undefined), noticeTime);
  }

  #changed(change: InboxChange): void {
    this.#list?.apply(change);
    if (change.kind === 'arrived' && change.item) this.#announcer.say(`New notification: ${change.item.title}`, false);
  }

  #listen(): void {
    this.#silence();
    const client = this.client;
    if (!client || !this.isConnected) return;
    const list = new InboxList(client.inbox, () => {
      this.#focus.listChanges();
      this.requestUpdate();
    });
    this.#list = list;
    this.#offs = [
      client.on('inbox', (change) => this.#changed(change)),
      client.on('inboxStale', () => void list.reload()),
      client.on('counts', () => this.requestUpdate()),
      client.on('state', (state) => {
        this.requestUpdate();
        if (state === 'online' && (list.error || !list.read)) void list.reload();
      }),
    ];
    void list.open(this._view);
  }

  #silence(): void {
    for (const off of this.#offs) off();
    this.#offs = [];
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.anchor) return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('inbox-close'));
  }
}
