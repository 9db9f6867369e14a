import { css } from 'lit';

export const panelStyles = css`
  :host {
    --_row-hover: light-dark(#f5f7fa, #2f3640);
    --_field: light-dark(#8590a2, #738096);
    --_track: light-dark(#8590a2, #5d6a7e);
    --_fill: light-dark(#0b5cd7, #2b6fdd);
    display: block;
    box-sizing: border-box;
    block-size: 640px;
    color: var(--_text);
    font: 400 14px/20px var(--notifications-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    text-align: start;
  }
  :host([anchored]) {
    position: fixed;
    z-index: var(--notifications-z-index, 600);
    inset: auto;
    inline-size: 448px;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    overflow: visible;
  }
  :host([fills]) { inset: 0; inline-size: 100%; max-inline-size: none; block-size: 100%; max-block-size: none; }
  .panel {
    position: relative;
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    block-size: 100%;
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: var(--notifications-radius, 12px);
    background: var(--_surface);
    outline: none;
  }
  :host([anchored]) .panel { box-shadow: 0 2px 6px #0914281f, 0 16px 48px #0914283d; }
  :host([fills]) .panel { border: 0; border-radius: 0; }
  h2, h3, p, ul { margin: 0; padding: 0; }
  .top { display: flex; align-items: center; gap: 4px; flex: none; padding-block: 12px 4px; padding-inline: 20px 10px; }
  .top:has(.back) { padding-block-end: 12px; padding-inline-start: 10px; border-block-end: 1px solid var(--_border); }
  h2 { margin-inline-end: auto; font-size: 17px; font-weight: 650; line-height: 24px; letter-spacing: -0.01em; }
  button { border: 0; background: none; color: inherit; font: inherit; cursor: pointer; }
  :focus-visible { outline: 2px solid var(--_focus); outline-offset: -2px; }
  .panel:focus-visible { outline: none; }
  .sign { inline-size: 20px; block-size: 20px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
  .sign-button { display: grid; place-items: center; inline-size: 34px; block-size: 34px; padding: 0; border-radius: 8px; color: var(--_subtle); }
  .sign-button:hover { background: var(--_hover); color: var(--_text); }
  .back .sign:dir(rtl) { scale: -1 1; }
  .text { padding: 5px 10px; border-radius: 7px; color: var(--_link); font-weight: 500; }
  .text:hover { background: var(--_hover); }
  .all { display: inline-flex; align-items: center; gap: 6px; font-size: 13px; white-space: nowrap; }
  .all .sign { inline-size: 17px; block-size: 17px; }
  .tabs { display: flex; flex: none; gap: 2px; padding-inline: 12px; border-block-end: 1px solid var(--_border); overflow-x: auto; scrollbar-width: none; }
  [role='tab'] {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    flex: none;
    padding: 9px 10px 10px;
    border-radius: 6px;
    color: var(--_subtle);
    font-size: 13.5px;
    font-weight: 500;
  }
  [role='tab']:hover { color: var(--_text); }
  [role='tab'][aria-selected='true'] { color: var(--_link); }
  [role='tab'][aria-selected='true']::after {
    content: '';
    position: absolute;
    inset-inline: 8px;
    inset-block-end: 0;
    block-size: 2px;
    border-radius: 2px 2px 0 0;
    background: currentColor;
  }
  :host([fills]) .tabs { padding-inline: 8px; gap: 0; }
  :host([fills]) [role='tab'] { padding-inline: 8px; }
  :host([fills]) .all { padding-inline: 6px; }
  :host([fills]) .all .sign { display: none; }
  .number { min-inline-size: 10px; padding-inline: 5px; border-radius: 8px; background: var(--_hover); font-size: 11px; font-weight: 600; line-height: 16px; text-align: center; font-variant-numeric: tabular-nums; }
  .offline { display: flex; align-items: center; gap: 8px; flex: none; padding-block: 8px; padding-inline: 20px; background: var(--_row-hover); color: var(--_subtle); font-size: 13px; }
  .offline .sign { inline-size: 17px; block-size: 17px; }
  .list { flex: 1; min-block-size: 0; overflow: hidden auto; overscroll-behavior: contain; }
  h3 {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    padding-block: 10px 4px;
    padding-inline: 20px;
    background: var(--_surface);
    color: var(--_subtle);
    font-size: 12px;
    font-weight: 600;
    line-height: 16px;
  }
  ul { list-style: none; padding-block: 2px 6px; }
  li + li { border-block-start: 1px solid var(--_border); }
  .more { display: block; margin: 6px auto 16px; }
  .empty { display: grid; justify-items: center; align-content: center; gap: 4px; min-block-size: 80%; padding: 32px; color: var(--_subtle); text-align: center; }
  .strong { color: var(--_text); font-size: 15px; font-weight: 600; }
  .medal { display: grid; place-items: center; inline-size: 64px; block-size: 64px; margin-block-end: 12px; border-radius: 50%; background: var(--_row-hover); }
  .medal .sign { inline-size: 28px; block-size: 28px; stroke-width: 1.5; }
  .empty .text { margin-block-start: 8px; }
  .loading { display: grid; gap: 62px; padding-block: 26px; padding-inline: 60px 20px; }
  .loading div { position: relative; block-size: 14px; inline-size: 62%; border-radius: 7px; background: var(--_hover); }
  .loading div::before { content: ''; position: absolute; inset-inline-start: -30px; inset-block-start: -3px; inline-size: 20px; block-size: 20px; border-radius: 50%; background: var(--_hover); }
  .loading div::after { content: ''; position: absolute; inset-inline-start: 0; inset-block-start: 24px; inline-size: 140%; block-size: 10px; border-radius: 5px; background: var(--_hover); }
  @media (prefers-reduced-motion: no-preference) {
    .loading { animation: wait 1.6s ease-in-out infinite alternate; }
    @keyframes wait { to { opacity: 0.5; } }
  }
  .notice {
    position: absolute;
    inset-block-end: 14px;
    inset-inline: 14px;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 12px;
    padding-block: 9px;
    padding-inline: 16px 10px;
    border-radius: 9px;
    background: #1c2431;
    color: #ffffff;
    box-shadow: 0 4px 16px #0914284d;
    font-size: 13.5px;
  }
  .notice span { margin-inline-end: auto; }
  .notice button { padding: 3px 10px; border-radius: 6px; color: #9cc4ff; font-weight: 600; }
  .notice button:hover { background: #ffffff1f; }
  .notice button:focus-visible { outline-color: #9cc4ff; }
  @media (prefers-color-scheme: dark) {
    .notice { outline: 1px solid #ffffff24; }
  }
  @media (prefers-reduced-motion: no-preference) {
    :host([anchored]) .panel { animation: appear 140ms ease-out; }
    .loading div { animation: breathe 1.4s ease-in-out infinite alternate; }
    @keyframes appear {
      from { opacity: 0; translate: 0 -6px; }
    }
    @keyframes breathe {
      to { opacity: 0.45; }
    }
  }
`;
