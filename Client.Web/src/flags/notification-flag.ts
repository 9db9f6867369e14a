import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { theme } from '../theme.js';
import { ActionRun } from './action-run.js';
import { contentStyles } from './content.styles.js';
import { flagTime } from './flag-time.js';
import type { Flag } from './flag.js';
import { crossIcon, typeIcon } from './icons.js';
import { flagStyles } from './notification-flag.styles.js';

/**
 * One flag. It fires `flag-dismiss` when it is to go, `flag-announce` with a text for screen readers, and `flag-busy`
 * with whether it waits for somebody or something and must not go by itself.
 */
export class NotificationFlag extends LitElement {
  static override properties = { flag: { attribute: false } };

  static override styles = [theme, contentStyles, flagStyles];

  declare flag: Flag | undefined;

  readonly #actions = new ActionRun(this, {
    closed: () => this.#dismiss(),
    busy: (busy) => this.#tell('flag-busy', busy),
    announce: (text) => this.#tell('flag-announce', text),
  });

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.flag')?.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('flag')) this.#actions.reset();
  }

  protected override render(): unknown {
    const flag = this.flag;
    if (!flag) return nothing;
    const type = flag.appearance ?? flag.type ?? 'info';
    return html`
      <article class="flag ${flag.appearance ? 'bold' : ''}" data-type=${type} tabindex="-1"
        aria-labelledby="title" aria-describedby=${flag.description ? 'description' : nothing} @keydown=${this.#keydown}>
        ${typeIcon(type)}
        <div class="body">
          <p class="title" id="title" dir="auto">${flag.title}</p>
          ${flag.description ? html`<p class="description" id="description" dir="auto">${flag.description}</p>` : nothing}
          ${flag.withheld ? html`<p class="time withheld">and ${flag.withheld} more before</p>` : nothing}
          ${this.#time(flag)}
          ${this.#actions.render(flag.actions)}
        </div>
        <button class="dismiss" type="button" aria-label="Dismiss: ${flag.title}" @click=${this.#dismiss}>${crossIcon}</button>
      </article>
    `;
  }

  #time(flag: Flag): unknown {
    const text = flagTime(flag.time, Date.now());
    return text ? html`<time class="time" datetime=${flag.time ?? ''}>${text}</time>` : nothing;
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.#actions.asking) this.#actions.stay();
    else this.#dismiss();
  }

  #dismiss(): void {
    this.#tell('flag-dismiss', undefined);
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
