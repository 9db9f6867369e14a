import { css } from 'lit';

export const flagStyles = css`
  .flag {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0 12px;
    padding-block: 14px;
    padding-inline: 16px 12px;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--notifications-radius, 10px);
    box-shadow: 0 1px 2px #0914281f, 0 6px 20px #0914282e;
  }
  .icon { inline-size: 22px; block-size: 22px; margin-block-start: -1px; }
  .line { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
  .title { font-weight: 600; text-align: start; }
  .description { margin-block-start: 4px; }
  .time { display: block; margin-block-start: 4px; }
  .actions { margin-block-start: 10px; }
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
