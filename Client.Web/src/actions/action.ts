/** What the gateway may ask of the browser. */
export type Action = NavigateAction | OpenAction | RefreshAction | CallAction | EventAction;

/** Goes to a URL in this tab. */
export interface NavigateAction {
  readonly text: string;
  readonly kind: 'navigate';
  /** `https`, `http` or site-relative. */
  readonly url: string;
}

/** Goes to a URL in a new tab, without opener. */
export interface OpenAction {
  readonly text: string;
  readonly kind: 'open';
  /** `https`, `http` or site-relative. */
  readonly url: string;
}

/** Lets the page renew itself, else loads it again. */
export interface RefreshAction {
  readonly text: string;
  readonly kind: 'refresh';
}

/** A request with the page's own credentials, to its own origin only. */
export interface CallAction {
  readonly text: string;
  readonly kind: 'call';
  /** Of the page's own origin, or site-relative. */
  readonly url: string;
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** Tells the page, as a `notifications:event` on the document. */
export interface EventAction {
  readonly text: string;
  readonly kind: 'event';
  readonly event: string;
  readonly payload?: unknown;
}

/** A button whose click is the page's own affair, as in Forge. */
export interface ClickAction {
  readonly text: string;
  /** What it throws, or rejects with, shows as "Failed". */
  readonly onClick: () => unknown;
}
