import { css } from 'lit';

/** How what a notification says looks, in a flag as in the inbox: its sign, its texts and its actions. */
export const contentStyles = css`
  :host { display: block; color-scheme: inherit; }
  :focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
  [data-type] {
    color: var(--_text);
    font: 400 14px/20px var(--notifications-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    overflow-wrap: anywhere;
  }
  [data-type='info'] { --_accent: var(--_info); }
  [data-type='success'] { --_accent: var(--_success); }
  [data-type='warning'] { --_accent: var(--_warning); }
  [data-type='error'] { --_accent: var(--_error); }
  .icon { fill: var(--_accent); }
  .cut { fill: none; stroke: var(--_surface); stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
  p { margin: 0; }
  .description { color: var(--_subtle); white-space: pre-line; }
  .time { color: var(--_subtle); font-size: 12px; line-height: 16px; }
  .actions { display: flex; flex-wrap: wrap; gap: 4px 16px; }
  .action {
    padding: 2px 0;
    border: 0;
    border-radius: 3px;
    background: none;
    color: var(--_link);
    font: inherit;
    font-weight: 500;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .action:hover { text-decoration: underline; text-underline-offset: 3px; }
  .action[aria-disabled='true'] { color: var(--_subtle); cursor: default; text-decoration: none; }
  .outcome, .question { margin-block-start: 8px; color: var(--_text); font-size: 13px; line-height: 18px; }
  .host { font-weight: 600; }
`;
