import { css } from 'lit';

export const preferencesStyles = css`
  :host {
    display: block;
    color-scheme: inherit;
    padding: 4px 20px 20px;
    color: var(--_text);
    font: 400 14px/20px var(--notifications-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
  }
  section { padding-block: 16px; }
  section + section { border-block-start: 1px solid var(--_border); }
  h3, p, ul { margin: 0; padding: 0; }
  h3 { font-size: 14px; font-weight: 600; }
  .subtle { color: var(--_subtle); font-size: 13px; }
  p.subtle { margin-block-start: 4px; }
  .row { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
  .end { justify-content: flex-end; margin-block-start: 14px; }
  button { border: 0; font: inherit; color: inherit; cursor: pointer; }
  :focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .switch { position: relative; inline-size: 38px; block-size: 22px; padding: 0; border-radius: 11px; background: var(--_track); }
  .switch::after {
    content: '';
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: #ffffff;
  }
  .switch[aria-checked='true'] { background: var(--_fill); }
  .switch[aria-checked='true']::after { inset-inline-start: 19px; }
  .times { display: flex; flex-wrap: wrap; align-items: end; gap: 8px 12px; margin-block-start: 14px; }
  .times label { display: grid; gap: 4px; color: var(--_subtle); font-size: 12px; line-height: 16px; }
  .zone { padding-block-end: 7px; }
  input[type='time'] {
    box-sizing: border-box;
    min-block-size: 34px;
    padding: 4px 8px;
    border: 1px solid var(--_field);
    border-radius: 7px;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: 14px;
  }
  .days { display: grid; grid-template-columns: repeat(7, minmax(0, 48px)); gap: 6px; margin-block-start: 12px; }
  .days button {
    position: relative;
    block-size: 34px;
    padding: 0;
    border: 1px solid var(--_field);
    border-radius: 7px;
    background: none;
    font-size: 13px;
    text-transform: capitalize;
  }
  .days button:hover { background: var(--_hover); }
  .days button[aria-pressed='true'] { border-color: transparent; background: var(--_fill); color: #ffffff; font-weight: 600; }
  .check { display: flex; align-items: center; gap: 8px; margin-block-start: 14px; }
  .check input { inline-size: 16px; block-size: 16px; margin: 0; accent-color: var(--_fill); }
  .primary { min-block-size: 34px; padding: 4px 16px; border-radius: 7px; background: var(--_fill); color: #ffffff; font-weight: 600; }
  .primary:disabled { background: var(--_hover); color: var(--_subtle); cursor: default; }
  ul { margin-block-start: 8px; list-style: none; }
  li { display: flex; align-items: center; gap: 10px; padding-block: 6px; }
  .muted { display: grid; min-inline-size: 0; margin-inline-end: auto; overflow-wrap: anywhere; }
  li button { padding: 4px 10px; border-radius: 6px; background: none; color: var(--_link); font-weight: 500; }
  li button:hover { background: var(--_hover); }
  .sign { inline-size: 18px; block-size: 18px; flex: none; fill: none; stroke: var(--_subtle); stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
`;
