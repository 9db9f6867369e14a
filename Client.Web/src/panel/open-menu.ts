import { html, nothing, type LitElement, type ReactiveController } from 'lit';
import type { Notifications } from '../connection/notifications.js';
import type { InboxItem } from '../inbox/wire.js';
import type { MenuWish } from './inbox-item.js';
import type { MenuChoice } from './inbox-menu.js';
import { mute, operate, type Notice } from './orders.js';
import { snoozeChoices } from './snooze-choices.js';
import { isIssue, projectOf, subjectKey, subjectLabel } from './subjects.js';

/** A distance from the edges of the panel, in pixels. */
const margin = 8;

/** The menu that is open in the panel, if any: when to snooze until, or what to mute. */
export class OpenMenu implements ReactiveController {
  #wish: MenuWish | undefined;
  #item: InboxItem | undefined;

  constructor(
    private readonly host: LitElement,
    private readonly run: (work: (client: Notifications) => Promise<Notice | undefined>) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener('pointerdown', this.#pointer);
  }

  hostDisconnected(): void {
    this.host.removeEventListener('pointerdown', this.#pointer);
    this.#wish = undefined;
  }

  open(item: InboxItem, wish: MenuWish): void {
    this.#item = item;
    this.#wish = wish;
    this.host.requestUpdate();
  }

  render(): unknown {
    if (!this.#wish || !this.#item) return nothing;
    const snoozing = this.#wish.menu === 'snooze';
    return html`<notification-inbox-menu .label=${snoozing ? 'Snooze' : 'More'} @menu-close=${() => this.#close(true)}
      .choices=${snoozing ? this.#snooze(this.#item) : this.#more(this.#item)}></notification-inbox-menu>`;
  }

  hostUpdated(): void {
    const menu = this.host.renderRoot.querySelector<LitElement>('notification-inbox-menu');
    const panel = this.host.renderRoot.querySelector('.panel');
    const button = this.#wish?.button;
    if (menu && panel && button) void menu.updateComplete.then(() => place(menu, button.getBoundingClientRect(), panel.getBoundingClientRect()));
  }

  #snooze(item: InboxItem): MenuChoice[] {
    return snoozeChoices(item.subject, new Date()).map(({ text, hint, snooze }) => ({
      text, hint, icon: 'clock', choose: () => this.run((client) => operate(client, item, 'snooze', snooze)),
    }));
  }

  #more(item: InboxItem): MenuChoice[] {
    const project = projectOf(item.subject);
    const choice = (text: string, subject: string, hint: string): MenuChoice =>
      ({ text, hint, icon: 'mute', choose: () => this.run((client) => mute(client, subject)) });
    return [
      choice(isIssue(item.subject) ? 'Mute this issue' : 'Mute this', item.subject, subjectLabel(item.subject)),
      ...(project ? [choice('Mute this project', project, subjectKey(project))] : []),
    ];
  }

  #close(refocus: boolean): void {
    const button = this.#wish?.button;
    this.#wish = undefined;
    this.host.requestUpdate();
    if (refocus) button?.focus();
  }

  readonly #pointer = (event: Event): void => {
    const inMenu = event.composedPath().some((target) => target instanceof Element && target.localName === 'notification-inbox-menu');
    if (this.#wish && !inMenu) this.#close(false);
  };
}

/** Below the button, or above it where there is no room; by its style object, which a strict policy permits. */
function place(menu: HTMLElement, button: DOMRect, panel: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = button.bottom + 4;
  const top = below + height > panel.bottom - margin ? button.top - 4 - height : below;
  const rightmost = panel.width - width - margin;
  menu.style.top = `${Math.max(margin, top - panel.top)}px`;
  menu.style.left = `${Math.max(margin, Math.min(rightmost, button.right - panel.left - width))}px`;
}
