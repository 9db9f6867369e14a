import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Action, ClickAction } from '../actions/action.js';
import { runAction } from '../actions/run-action.js';
import { actionTemplate, type ActionState } from './flag-actions.js';

type AnyAction = Action | ClickAction;

/** Whether to leave for another site. */
interface Asking {
  readonly action: AnyAction;
  readonly host: string;
}

/** What the buttons do to whatever they are on. */
export interface ActionRunEvents {
  /** The action has nothing more to show. */
  closed(action: AnyAction): void;
  /** It waits for somebody or something, or does no longer. */
  busy(busy: boolean): void;
  /** A text for screen readers. */
  announce(text: string): void;
}

/** The buttons of a notification: each runs once at a time, shows how it went, and asks before it leaves the site. */
export class ActionRun {
  #states: ReadonlyMap<AnyAction, ActionState> = new Map();
  #outcome: string | undefined;
  #asking: Asking | undefined;
  #run = 0;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment; focus(): void },
    private readonly events: ActionRunEvents,
  ) {}

  get asking(): boolean {
    return this.#asking !== undefined;
  }

  /** Something else is shown now: what comes of earlier clicks is nobody's affair. */
  reset(): void {
    this.#run++;
    this.#states = new Map();
    this.#outcome = undefined;
    this.#asking = undefined;
  }

  render(actions: readonly AnyAction[] = []): unknown {
    return html`
      ${this.#asking ? this.#question(this.#asking) : this.#buttons(actions)}
      ${this.#outcome ? html`<p class="outcome">${this.#outcome}</p>` : nothing}
    `;
  }

  async start(action: AnyAction, confirmed = false): Promise<void> {
    if (this.#states.get(action)) return;
    const run = this.#run;
    this.#outcome = undefined;
    this.#become(action, 'pending');
    this.events.busy(true);
    const outcome = await runAction(action, confirmed);
    if (this.#run !== run) return;
    if (outcome.status === 'closed') this.#asking = undefined;
    this.#become(action, outcome.status === 'done' && outcome.text ? 'done' : undefined);
    if (outcome.status === 'closed') return this.events.closed(action);
    this.#ask(outcome.status === 'confirm' ? { action, host: outcome.host } : undefined);
    if (this.#asking) return;
    this.events.busy(false);
    this.#outcome = 'text' in outcome ? outcome.text : undefined;
    if (this.#outcome) this.events.announce(`${action.text}: ${this.#outcome}`);
  }

  /** The user does not want to leave. */
  stay(): void {
    this.#ask(undefined);
    this.events.busy(false);
  }

  #buttons(actions: readonly AnyAction[]): unknown {
    if (actions.length === 0) return nothing;
    return html`<div class="actions">${actions.map((action) =>
      actionTemplate(action, this.#states.get(action), () => void this.start(action)))}</div>`;
  }

  #question({ action, host }: Asking): TemplateResult {
    const go = (event: MouseEvent) => {
      // The second click of a double click was not meant for this button.
      if (event.detail < 2) void this.start(action, true);
    };
    return html`
      <p class="question" id="question">This leads to <span class="host">${host}</span>, outside this site.</p>
      <div class="actions" role="group" aria-labelledby="question">
        <button class="action stay" type="button" aria-describedby="question" @click=${() => this.stay()}>Stay here</button>
        <button class="action go" type="button" aria-describedby="question" @click=${go}>Continue</button>
      </div>
    `;
  }

  /** The button that was clicked is gone then; its successor takes the focus, so that the keyboard stays in place. */
  #ask(asking: Asking | undefined): void {
    const before = this.#asking;
    this.#asking = asking;
    this.host.requestUpdate();
    if (asking) void this.host.updateComplete.then(() => this.host.renderRoot.querySelector<HTMLElement>('.stay')?.focus());
    else if (before) void this.host.updateComplete.then(() => this.host.focus());
  }

  #become(action: AnyAction, state: ActionState): void {
    this.#states = new Map(this.#states).set(action, state);
    this.host.requestUpdate();
  }
}
