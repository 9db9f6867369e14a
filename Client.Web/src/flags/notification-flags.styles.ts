import { css } from 'lit';

export const stackStyles = css`
  :host {
    position: fixed;
    z-index: var(--notifications-z-index, 600);
    inset-block-end: var(--notifications-inset, 24px);
    inset-inline-start: var(--notifications-inset, 24px);
    display: block;
    inline-size: min(var(--notifications-width, 400px), 100vw - 2 * var(--notifications-inset, 24px));
    pointer-events: none;
  }
  :host([placement='bottom-end']), :host([placement='top-end']) {
    inset-inline: auto var(--notifications-inset, 24px);
  }
  :host([placement='top-start']), :host([placement='top-end']) {
    inset-block: var(--notifications-inset, 24px) auto;
  }
  section {
    display: flex;
    flex-direction: column;
    gap: 10px;
    box-sizing: border-box;
    max-block-size: calc(100vh - 2 * var(--notifications-inset, 24px) + 48px);
    /* Scrolling clips; this leaves room for the shadows. */
    margin: -24px;
    padding: 24px;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: none;
  }
  section[hidden] { display: none; }
  ol { display: contents; list-style: none; }
  li, .more { pointer-events: auto; }
  .more {
    display: flex;
    align-items: center;
    gap: 12px;
    align-self: start;
    padding-block: 4px;
    padding-inline: 14px 6px;
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_surface);
    color: var(--_subtle);
    box-shadow: 0 1px 2px #0914281f, 0 4px 14px #09142826;
    font: 500 13px/20px var(--notifications-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
  }
  .more button {
    padding: 2px 10px;
    border: 0;
    border-radius: 999px;
    background: none;
    color: var(--_link);
    font: inherit;
    cursor: pointer;
  }
  .more button:hover { background: var(--_hover); }
  .more button:focus-visible { outline: 2px solid var(--_focus); outline-offset: 1px; }
  @media (max-width: 480px) {
    :host { --notifications-inset: 12px; }
  }
  @media (prefers-reduced-motion: no-preference) {
    li { animation: arrive 240ms cubic-bezier(0.2, 0.9, 0.3, 1); }
    @keyframes arrive {
      from { opacity: 0; translate: 0 16px; }
    }
  }
`;
