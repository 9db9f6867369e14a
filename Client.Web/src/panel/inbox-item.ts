import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { Action, NavigateAction, OpenAction } from '../actions/action.js';
import { safeUrl, type SafeUrl } from '../actions/safe-url.js';
import { ActionRun } from '../flags/action-run.js';
import { contentStyles } from '../flags/content.styles.js';
import { typeIcon } from '../flags/icons.js';
import type { InboxItem, InboxOperation } from '../inbox/wire.js';
import type { SubjectUrl } from '../public-elements.js';
import { theme } from '../theme.js';
import { icon, type IconName } from './icons.js';
import { itemStyles } from './inbox-item.styles.js';
import { isSnoozed } from './item-state.js';
import { itemTime, snoozedText } from './item-time.js';
import { reasonText } from './reasons.js';
import { subjectLabel } from './subjects.js';

/** Which menu is to open, and below what. */
export interface MenuWish {
  readonly menu: 'snooze' | 'more';
  readonly button: HTMLElement;
}

/**
 * One notification of the inbox. It fires `item-operate` with an operation, `item-menu` with a {@link MenuWish}, and
 * `item-announce` with a text for screen readers.
 */
export class InboxItemElement extends LitElement {
  static override properties = {
    item: { attribute: false },
    subjectUrl: { attribute: false },
    current: { type: Boolean },
  };

  static override styles = [theme, contentStyles, itemStyles];

  declare item: InboxItem | undefined;
  declare subjectUrl: SubjectUrl | undefined;
  /** Whether the Tab key leads to it. */
  declare current: boolean;

  readonly #actions = new ActionRun(this, {
    closed: () => {
      this.#operate('read');
      this.focus();
    },
    busy: () => {},
    announce: (text) => this.#tell('item-announce', text),
  });

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.item')?.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('item');
    if (before && (before.id !== this.item?.id || before.revision !== this.item?.revision)) this.#actions.reset();
  }

  protected override render(): unknown {
    const item = this.item;
    if (!item) return nothing;
    const subject = subjectLabel(item.subject);
    return html`
      <article class="item ${item.read ? 'read' : 'unread'}" data-type=${item.type} tabindex=${this.current ? 0 : -1}
        aria-labelledby="state title" aria-describedby="meta" @click=${this.#click} @keydown=${this.#keydown}>
        <span class="visually-hidden" id="state">${item.read ? '' : 'Unread: '}</span>
        <span class="dot"></span>
        ${typeIcon(item.type)}
        <div class="body">
          <div class="head">
            ${this.#title(item)}
            <time class="time" dir="auto" datetime=${item.time ?? ''} title=${fullTime(item.time)}>${itemTime(item.time, new Date())}</time>
          </div>
          ${item.description ? html`<p class="description"><bdi>${item.description}</bdi></p>` : nothing}
          <p class="meta" id="meta">
            <bdi class="subject">${subject}</bdi>${item.reasons.map((reason) => html`<span>${reasonText(reason)}</span>`)}
            ${isSnoozed(item) ? html`<span class="snoozed">${icon('clock')}${snoozedText(item)}</span>` : nothing}
            ${item.saved ? html`<span class="saved">${icon('save', true)}Saved</span>` : nothing}
            ${item.withheld ? html`<span>and ${item.withheld} more before</span>` : nothing}
          </p>
          ${this.#actions.render(usable(item.actions))}
        </div>
        ${this.#tools(item)}
      </article>
    `;
  }

  /** A link where the browser may follow by itself, a button where somebody has to agree first. */
  #title(item: InboxItem): unknown {
    const url = this.#url(item);
    if (!url) return html`<p class="title" id="title" dir="auto">${item.title}</p>`;
    const go = (event: MouseEvent) => {
      this.#operate('read');
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void this.#actions.start({ kind: 'navigate', text: 'Open', url: url.href });
    };
    return url.sameOrigin
      ? html`<a class="title" id="title" dir="auto" href=${url.href} tabindex="-1" @click=${go}>${item.title}</a>`
      : html`<button class="title" id="title" dir="auto" type="button" tabindex="-1" @click=${go}>${item.title}</button>`;
  }

  #tools(item: InboxItem): unknown {
    const tool = (name: IconName, text: string, click: (event: Event) => void, extra = false, popup = false) => html`
      <button class="tool" type="button" aria-label="${text}: ${item.title}" title=${text} aria-haspopup=${popup ? 'menu' : nothing}
        @click=${click}>${icon(name, extra)}</button>`;
    const operate = (operation: InboxOperation) => () => this.#operate(operation);
    const menu = (wanted: MenuWish['menu']) => (event: Event) =>
      this.#tell('item-menu', { menu: wanted, button: event.currentTarget as HTMLElement } satisfies MenuWish);
    return html`<div class="tools" role="group" aria-label="Do something with it">
      ${item.read ? tool('unread', 'Mark as unread', operate('unread')) : tool('check', 'Mark as read', operate('read'))}
      ${item.saved ? tool('save', 'Save no longer', operate('unsave'), true) : tool('save', 'Save', operate('save'))}
      ${isSnoozed(item)
        ? tool('clock', 'Bring back now', operate('unsnooze'), true)
        : tool('clock', 'Snooze', menu('snooze'), false, true)}
      ${item.archived ? tool('inbox', 'Move to the inbox', operate('unarchive')) : tool('archive', 'Archive', operate('archive'))}
      ${tool('more', 'More', menu('more'), false, true)}
    </div>`;
  }

  /** What the page says of its subject, else its own first address. */
  #url({ subject, actions = [] }: InboxItem): SafeUrl | undefined {
    const link = actions.find((action): action is NavigateAction | OpenAction => action.kind === 'navigate' || action.kind === 'open');
    const text = this.subjectUrl?.(subject) ?? link?.url;
    return text ? safeUrl(text) : undefined;
  }

  /** A click anywhere that does nothing of its own opens it. */
  #click(event: MouseEvent): void {
    if ((event.target as Element).closest('a, button, .actions')) return;
    // Somebody selects text.
    if (String(getSelection())) return;
    this.#open();
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.#actions.asking) {
      this.#actions.stay();
      event.stopPropagation();
    } else if (event.key === 'Enter' && event.target === event.currentTarget) {
      this.#open();
    }
  }

  #open(): void {
    const title = this.renderRoot.querySelector<HTMLElement>('a.title, button.title');
    if (title) title.click();
    else this.#operate('read');
  }

  #operate(operation: InboxOperation): void {
    this.#tell('item-operate', operation);
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** To renew the view is of no use where the view is another one. */
function usable(actions: readonly Action[] = []): readonly Action[] {
  return actions.filter(({ kind }) => kind !== 'refresh');
}

function fullTime(time: string | undefined): string {
  return time ? new Date(time).toLocaleString([], { dateStyle: 'full', timeStyle: 'short' }) : '';
}
