import { css } from 'lit';

export const flagStyles = css`
  :host { display: block; color-scheme: inherit; }
  .flag {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0 12px;
    padding-block: 14px;
    padding-inline: 16px 12px;
    background: var(--_surface);
    color: var(--_text);
    border: 1px solid var(--_border);
    border-radius: var(--notifications-radius, 10px);
    box-shadow: 0 1px 2px #0914281f, 0 6px 20px #0914282e;
    font: 400 14px/20px var(--notifications-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    overflow-wrap: anywhere;
  }
  .flag:focus-visible, a:focus-visible, button:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .icon { inline-size: 22px; block-size: 22px; margin-block-start: -1px; fill: var(--_accent); }
  .cut, .line { fill: none; stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
  .cut { stroke: var(--_surface); }
  .line { stroke: currentColor; stroke-width: 2; }
  [data-type='info'] { --_accent: var(--_info); }
  [data-type='success'] { --_accent: var(--_success); }
  [data-type='warning'] { --_accent: var(--_warning); }
  [data-type='error'] { --_accent: var(--_error); }
  p { margin: 0; }
  .title { font-weight: 600; text-align: start; }
  .description { margin-block-start: 4px; color: var(--_subtle); white-space: pre-line; }
  .time { display: block; margin-block-start: 4px; color: var(--_subtle); font-size: 12px; line-height: 16px; }
  .actions { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-block-start: 10px; }
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
  .dismiss {
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    margin-block: -4px;
    padding: 0;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--_subtle);
    cursor: pointer;
  }
  .dismiss:hover { background: var(--_hover); color: var(--_text); }
  .dismiss svg { inline-size: 18px; block-size: 18px; }

  .bold {
    --_surface: var(--_accent);
    --_text: #ffffff;
    --_subtle: #ffffff;
    --_link: #ffffff;
    --_focus: #ffffff;
    --_border: transparent;
    --_hover: #ffffff2e;
  }
  .bold[data-type='info'] { --_accent: var(--notifications-bold-info, #1f5fbf); }
  .bold[data-type='success'] { --_accent: var(--notifications-bold-success, #1b7245); }
  .bold[data-type='error'] { --_accent: var(--notifications-bold-error, #bf2a20); }
  .bold[data-type='warning'] {
    --_accent: var(--notifications-bold-warning, #f2b43c);
    --_text: #1c2431;
    --_subtle: #1c2431;
    --_link: #1c2431;
    --_focus: #1c2431;
    --_hover: #1c243124;
  }
  .bold .icon { fill: var(--_text); }
  .bold .cut { stroke: var(--_accent); }
  .bold .action { text-decoration: underline; text-underline-offset: 3px; }
  .bold:focus-visible { outline-color: var(--notifications-focus, light-dark(#0b5cd7, #8dbbff)); }
`;
