import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Notifications } from '../connection/notifications.js';
import { Countdown } from '../flags/countdown.js';
import { complaint } from './complaint.js';
import type { Notice } from './orders.js';

/** How long it is said what was done, in milliseconds, not counting the time under the pointer or with the focus. */
const noticeTime = 8_000;

type Host = ReactiveControllerHost & { readonly client: Notifications | undefined };

/** Does what the user wants, and says for a while what was done, or what went wrong. */
export class Notices implements ReactiveController {
  #notice: Notice | undefined;
  #countdown: Countdown | undefined;

  /** @param announce Says a text to screen readers. */
  constructor(private readonly host: Host, private readonly announce: (text: string) => void) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.clear();
  }

  clear(): void {
    this.#show(undefined);
  }

  /** @param undo What is offered still when it fails. */
  async run(work: (client: Notifications) => Promise<Notice | undefined>, undo?: Notice['undo']): Promise<void> {
    if (!this.host.client) return;
    this.clear();
    try {
      this.#show(await work(this.host.client));
    } catch (thrown) {
      this.#show({ text: complaint(thrown), ...(undo && { undo }) });
    }
  }

  render(): unknown {
    if (!this.#notice) return nothing;
    const { text, undo } = this.#notice;
    return html`<div class="notice" @pointerenter=${this.#hold} @pointerleave=${this.#release} @focusin=${this.#hold} @focusout=${this.#release}>
      <span>${text}</span>${undo ? html`<button type="button" @click=${() => void this.#undo(undo)}>Undo</button>` : nothing}
    </div>`;
  }

  async #undo(undo: NonNullable<Notice['undo']>): Promise<void> {
    await this.run(() => undo().then(() => undefined), undo);
  }

  #show(notice: Notice | undefined): void {
    this.#countdown?.stop();
    this.#notice = notice;
    this.#countdown = notice && new Countdown(noticeTime, () => this.clear());
    if (notice) this.announce(notice.text);
    this.host.requestUpdate();
  }

  readonly #hold = (event: Event): void => this.#countdown?.pause(event.type.startsWith('focus') ? 'focus' : 'pointer');

  readonly #release = (event: Event): void => this.#countdown?.resume(event.type.startsWith('focus') ? 'focus' : 'pointer');
}
