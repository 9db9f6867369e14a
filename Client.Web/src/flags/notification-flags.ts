import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FocusHeir } from '../focus-heir.js';
import { theme } from '../theme.js';
import { Announcer } from './announcer.js';
import type { Flag, FlagHandle, FlagWatcher } from './flag.js';
import { FlagStack, type StackedFlag } from './flag-stack.js';
import { isHotkey } from './hotkey.js';
import type { NotificationFlag } from './notification-flag.js';
import { stackStyles } from './notification-flags.styles.js';

/**
 * The page's flags, in a corner (`placement`: `bottom-start`, `bottom-end`, `top-start`, `top-end`). They never take the
 * focus; the `hotkey` (`Alt+Shift+N`) gives it to the newest.
 */
export class NotificationFlags extends LitElement {
  static override properties = {
    placement: { type: String, reflect: true },
    hotkey: { type: String },
  };

  static override styles = [theme, stackStyles];

  declare placement: string;
  declare hotkey: string;

  readonly #announcer = new Announcer(this);
  readonly #stack = new FlagStack(() => this.requestUpdate(), (flag, updated) => this.#announce(flag, updated));
  #cameFrom: HTMLElement | undefined;

  constructor() {
    super();
    this.placement = 'bottom-start';
    this.hotkey = 'Alt+Shift+N';
    new FocusHeir(this, () => this.#heir());
  }

  /** Shows a flag; while three are visible, it waits. */
  show(flag: Flag, watcher?: FlagWatcher): FlagHandle {
    return this.#stack.add(flag, watcher);
  }

  /** Takes all flags away, also those that wait. */
  closeAll(): void {
    this.#stack.closeAll();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#keydown);
    document.addEventListener('visibilitychange', this.#visibility);
    this.#visibility();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#keydown);
    document.removeEventListener('visibilitychange', this.#visibility);
  }

  protected override render(): unknown {
    const { visible, waiting } = this.#stack;
    return html`
      ${this.#announcer.render()}
      <section aria-label="Notifications" ?hidden=${visible.length === 0}
        @pointerenter=${() => this.#stack.pause('hover')} @pointerleave=${() => this.#stack.resume('hover')}
        @focusin=${this.#focusin} @focusout=${this.#focusout}>
        ${waiting > 0 ? this.#more(waiting) : nothing}
        <ol role="list">${repeat(visible, ({ key }) => key, (entry) => this.#item(entry))}</ol>
      </section>
    `;
  }

  protected override updated(): void {
    // What is removed under the pointer or with the focus in it fires no leave and no focusout.
    if (this.#stack.visible.length === 0) this.#stack.resume('hover');
    if (!this.shadowRoot?.activeElement) this.#stack.resume('focus');
  }

  #item(entry: StackedFlag): unknown {
    return html`<li><notification-flag .flag=${entry.flag}
      @flag-dismiss=${() => this.#dismiss(entry)}
      @flag-announce=${({ detail }: CustomEvent<string>) => this.#announcer.say(detail, false)}
      @flag-busy=${({ detail }: CustomEvent<boolean>) => entry.countdown?.[detail ? 'pause' : 'resume']('busy')}
    ></notification-flag></li>`;
  }

  #more(waiting: number): unknown {
    return html`<div class="more">
      <span>+${waiting} more</span>
      <button type="button" @click=${() => this.#stack.closeAll(true)}>Dismiss all</button>
    </div>`;
  }

  #announce({ title, description, type, appearance }: Flag, updated: boolean): void {
    const text = [title, description].filter(Boolean).join('. ');
    // Whoever has heard of it needs not be interrupted again.
    this.#announcer.say(text, (appearance ?? type) === 'error' && !updated);
  }


  #dismiss(entry: StackedFlag): void {
    const flags = this.#elements();
    const index = flags.findIndex(({ flag }) => flag === entry.flag);
    const focused = flags[index] !== undefined && flags[index] === this.shadowRoot?.activeElement;
    const heir = flags[index + 1] ?? flags[index - 1];
    this.#stack.close(entry, true);
    if (focused) heir?.focus();
  }

  #elements(): NotificationFlag[] {
    return [...(this.shadowRoot?.querySelectorAll('notification-flag') ?? [])] as NotificationFlag[];
  }

  /** The newest flag, or else where the focus was before. */
  #heir(): HTMLElement | undefined {
    const [newest] = this.#elements();
    const from = this.#cameFrom;
    if (!newest) this.#cameFrom = undefined;
    return newest ?? (from?.isConnected ? from : undefined);
  }

  #focusin(event: FocusEvent): void {
    this.#stack.pause('focus');
    const from = event.relatedTarget;
    if (from instanceof HTMLElement && from.getRootNode() === this.getRootNode()) this.#cameFrom = from;
  }

  #focusout(event: FocusEvent): void {
    if (!(event.relatedTarget instanceof Node && this.shadowRoot?.contains(event.relatedTarget))) this.#stack.resume('focus');
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    if (!isHotkey(event, this.hotkey) || this.#stack.visible.length === 0) return;
    event.preventDefault();
    const active = document.activeElement;
    if (active instanceof HTMLElement && active !== this && active !== document.body) this.#cameFrom = active;
    this.#elements()[0]?.focus();
  };

  readonly #visibility = (): void => {
    this.#stack[document.visibilityState === 'hidden' ? 'pause' : 'resume']('hidden');
  };
}
