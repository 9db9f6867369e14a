import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

/** How long a message stays in the page, in milliseconds; screen readers read it when it is added. */
const lifetime = 10_000;

/** Screen readers ignore text that is there as soon as its live region is; so the first one waits a moment. */
const settling = 150;

interface Message {
  readonly key: number;
  readonly text: string;
  readonly urgent: boolean;
}

/** Says things to screen readers through two live regions that are in the page before any text is. */
export class Announcer {
  #messages: readonly Message[] = [];
  #keys = 0;

  constructor(private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>) {}

  /** @param urgent Whether it may interrupt what is being read. */
  say(text: string, urgent: boolean): void {
    const message = { key: this.#keys++, text, urgent };
    setTimeout(() => this.#set([...this.#messages, message]), settling);
    setTimeout(() => this.#set(this.#messages.filter((other) => other !== message)), settling + lifetime);
  }

  /** The regions; only what is added to them is read, not all of it again. */
  render(): TemplateResult {
    return html`
      <div class="visually-hidden" role="status" aria-live="polite" aria-atomic="false">${this.#texts(false)}</div>
      <div class="visually-hidden" role="alert" aria-live="assertive" aria-atomic="false">${this.#texts(true)}</div>
    `;
  }

  #texts(urgent: boolean): unknown {
    const messages = this.#messages.filter((message) => message.urgent === urgent);
    return repeat(messages, ({ key }) => key, ({ text }) => html`<p>${text}</p>`);
  }

  #set(messages: readonly Message[]): void {
    this.#messages = messages;
    this.host.requestUpdate();
  }
}
