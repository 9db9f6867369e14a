import type { LitElement, ReactiveController } from 'lit';

/** What has the focus and goes with an update hands it on, so that the keyboard does not begin at the top of the page again. */
export class FocusHeir implements ReactiveController {
  #focused: HTMLElement | null = null;

  /** @param heir Who takes the focus of what is gone. */
  constructor(private readonly host: LitElement, private readonly heir: (gone: HTMLElement) => HTMLElement | null | undefined) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.#focused = focusedIn(this.host);
  }

  hostUpdated(): void {
    const focused = this.#focused;
    this.#focused = null;
    if (!focused || !isLost()) return;
    // It may only have been moved, or nobody can use it any more.
    if (focused.isConnected) focused.focus();
    if (isLost()) this.heir(focused)?.focus();
  }
}

function focusedIn(host: LitElement): HTMLElement | null {
  let active = document.activeElement;
  while (active && active !== host) active = active.shadowRoot?.activeElement ?? null;
  return (active?.shadowRoot?.activeElement ?? null) as HTMLElement | null;
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
