/** What actions do to the browser; tests bring their own. */
export interface Browser {
  readonly origin: string;
  assign(href: string): void;
  /** Opens a new tab that knows nothing of this one. */
  open(href: string): void;
  reload(): void;
  fetch(href: string, init: RequestInit): Promise<Response>;
}

/** The real one. */
export const browser: Browser = {
  get origin() {
    return location.origin;
  },
  assign: (href) => location.assign(href),
  open: (href) => void window.open(href, '_blank', 'noopener,noreferrer'),
  reload: () => location.reload(),
  fetch: (href, init) => fetch(href, init),
};
