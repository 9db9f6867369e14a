import { css } from 'lit';

export const menuStyles = css`
  :host { position: absolute; z-index: 3; display: block; color-scheme: inherit; }
  [role='menu'] {
    display: grid;
    min-inline-size: 232px;
    padding: 6px;
    border: 1px solid var(--_border);
    border-radius: 10px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 2px 4px #0914281f, 0 10px 28px #09142838;
    font: 400 14px/20px var(--notifications-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
  }
  button {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 34px;
    padding: 4px 10px;
    border: 0;
    border-radius: 6px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  button:hover, button:focus { background: var(--_hover); }
  button:focus { outline: none; }
  button:focus-visible { outline: 2px solid var(--_focus); outline-offset: -2px; }
  .hint { margin-inline-start: auto; padding-inline-start: 16px; color: var(--_subtle); font-size: 13px; white-space: nowrap; }
  .sign { inline-size: 18px; block-size: 18px; flex: none; fill: none; stroke: var(--_subtle); stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
`;
