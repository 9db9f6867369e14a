import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Action, ClickAction } from '../actions/action.js';
import { runAction } from '../actions/run-action.js';
import { theme } from '../theme.js';
import { actionTemplate, type ActionState } from './flag-actions.js';
import { flagTime } from './flag-time.js';
import type { Flag } from './flag.js';
import { crossIcon, typeIcon } from './icons.js';
import { flagStyles } from './notification-flag.styles.js';

type AnyAction = Action | ClickAction;

/**
 * One flag. It fires `flag-dismiss` when it is to go, `flag-announce` with a text for screen readers, and `flag-busy`
 * with whether it waits for somebody or something and must not go by itself.
 */
export class NotificationFlag extends LitElement {
  static override properties = {
    flag: { attribute: false },
    _states: { state: true },
    _outcome: { state: true },
    _asking: { state: true },
  };

  static override styles = [theme, flagStyles];

  declare flag: Flag | undefined;
  declare _states: ReadonlyMap<AnyAction, ActionState>;
  declare _outcome: string | undefined;
  declare _asking: { readonly action: AnyAction; readonly host: string } | undefined;

  constructor() {
    super();
    this._states = new Map();
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.flag')?.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('flag')) return;
    this._states = new Map();
    this._outcome = undefined;
    this._asking = undefined;
  }

  override updated(changed: PropertyValues): void {
    // The button that was clicked is gone; its successor takes the focus, so that the keyboard stays in place.
    if (changed.has('_asking') && this._asking) this.renderRoot.querySelector<HTMLElement>('.stay')?.focus();
    if (changed.has('_asking') && !this._asking && changed.get('_asking')) this.focus();
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
          ${this._asking ? this.#question(this._asking) : this.#actions(flag)}
          ${this._outcome ? html`<p class="outcome">${this._outcome}</p>` : nothing}
        </div>
        <button class="dismiss" type="button" aria-label="Dismiss: ${flag.title}" @click=${this.#dismiss}>${crossIcon}</button>
      </article>
    `;
  }

  #time(flag: Flag): unknown {
    const text = flagTime(flag.time, Date.now());
    return text ? html`<time class="time" datetime=${flag.time ?? ''}>${text}</time>` : nothing;
  }

  #actions({ actions = [] }: Flag): unknown {
    if (actions.length === 0) return nothing;
    return html`<div class="actions">${actions.map((action) =>
      actionTemplate(action, this._states.get(action), () => void this.#run(action, false)))}</div>`;
  }

  #question({ action, host }: { action: AnyAction; host: string }): TemplateResult {
    const go = (event: MouseEvent) => {
      // The second click of a double click was not meant for this button.
      if (event.detail < 2) void this.#run(action, true);
    };
    return html`
      <p class="question" id="question">This leads to <span class="host">${host}</span>, outside this site.</p>
      <div class="actions" role="group" aria-labelledby="question">
        <button class="action stay" type="button" aria-describedby="question" @click=${this.#stay}>Stay here</button>
        <button class="action go" type="button" aria-describedby="question" @click=${go}>Continue</button>
      </div>
    `;
  }

  async #run(action: AnyAction, confirmed: boolean): Promise<void> {
    if (this._states.get(action)) return;
    const flag = this.flag;
    this._outcome = undefined;
    this.#become(action, 'pending');
    this.#tell('flag-busy', true);
    const outcome = await runAction(action, confirmed);
    // Another flag may have taken the place meanwhile.
    if (this.flag !== flag) return;
    if (outcome.status === 'closed') return this.#dismiss();
    this.#become(action, outcome.status === 'done' && outcome.text ? 'done' : undefined);
    this._asking = outcome.status === 'confirm' ? { action, host: outcome.host } : undefined;
    if (this._asking) return;
    this.#tell('flag-busy', false);
    this._outcome = 'text' in outcome ? outcome.text : undefined;
    if (this._outcome) this.#tell('flag-announce', `${action.text}: ${this._outcome}`);
  }

  #become(action: AnyAction, state: ActionState): void {
    this._states = new Map(this._states).set(action, state);
  }

  #stay(): void {
    this._asking = undefined;
    this.#tell('flag-busy', false);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    if (this._asking) this.#stay();
    else this.#dismiss();
  }

  #dismiss(): void {
    this.#tell('flag-dismiss', undefined);
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
