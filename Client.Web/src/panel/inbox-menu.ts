import { html, LitElement, nothing } from 'lit';
import { theme } from '../theme.js';
import { icon, type IconName } from './icons.js';
import { menuStyles } from './inbox-menu.styles.js';

/** Something to choose. */
export interface MenuChoice {
  readonly text: string;
  readonly hint?: string | undefined;
  readonly icon?: IconName;
  readonly choose: () => void;
}

/** A menu. It takes the focus when it appears, and fires `menu-close` when it is to go. */
export class InboxMenu extends LitElement {
  static override properties = { label: { type: String }, choices: { attribute: false } };

  static override styles = [theme, menuStyles];

  declare label: string;
  declare choices: readonly MenuChoice[];

  protected override render(): unknown {
    return html`<div role="menu" aria-label=${this.label} @keydown=${this.#keydown}>${this.choices.map((choice) => html`
      <button type="button" role="menuitem" tabindex="-1" @click=${() => this.#choose(choice)}>
        ${choice.icon ? icon(choice.icon) : nothing}<span class="text">${choice.text}</span>
        ${choice.hint ? html`<span class="hint">${choice.hint}</span>` : nothing}
      </button>`)}</div>`;
  }

  protected override firstUpdated(): void {
    this.#items()[0]?.focus();
  }

  #items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  #choose(choice: MenuChoice): void {
    this.#close();
    choice.choose();
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('menu-close'));
  }

  #keydown(event: KeyboardEvent): void {
    const items = this.#items();
    const here = items.indexOf(event.target as HTMLElement);
    const there = { ArrowDown: here + 1, ArrowUp: here - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (there !== undefined) items[there % items.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
