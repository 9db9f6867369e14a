import { css } from 'lit';

export const itemStyles = css`
  :host { content-visibility: auto; contain-intrinsic-size: auto 92px; }
  .item {
    position: relative;
    display: grid;
    grid-template-columns: 8px 20px 1fr;
    gap: 0 10px;
    padding-block: 12px;
    padding-inline: 12px 16px;
    cursor: default;
  }
  .item:hover, .item:focus-within { background: var(--_row-hover); }
  :focus-visible { border-radius: 4px; }
  .item:focus-visible { outline-offset: -2px; border-radius: 8px; }
  .dot { align-self: start; inline-size: 8px; block-size: 8px; margin-block-start: 6px; border-radius: 50%; }
  .unread .dot { background: var(--_link); }
  .icon { inline-size: 20px; block-size: 20px; }
  .body { min-inline-size: 0; }
  .head { display: grid; grid-template-columns: 1fr auto; gap: 12px; align-items: baseline; }
  .title {
    justify-self: start;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: none;
  }
  a.title, button.title { cursor: pointer; }
  a.title:hover, button.title:hover { text-decoration: underline; text-underline-offset: 3px; }
  .unread .title { font-weight: 600; }
  .time { white-space: nowrap; font-variant-numeric: tabular-nums; }
  .description {
    display: -webkit-box;
    margin-block-start: 2px;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .meta { display: flex; flex-wrap: wrap; align-items: center; gap: 0 6px; margin-block-start: 4px; color: var(--_subtle); font-size: 12px; line-height: 18px; }
  .meta > :not(:last-child)::after { content: '·'; margin-inline-start: 6px; font-weight: 400; }
  .meta span { display: inline-flex; align-items: center; }
  .subject { font-weight: 600; }
  .meta .sign { inline-size: 13px; block-size: 13px; margin-inline-end: 4px; }
  .actions { margin-block-start: 8px; }
  .sign { fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
  .sign.filled { fill: currentColor; }
  /* No higher than the line of the title, so that it lies over the time and over no text below. */
  .tools {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-end: 10px;
    display: flex;
    padding: 1px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    box-shadow: 0 1px 3px #09142824;
    opacity: 0;
    pointer-events: none;
  }
  .item:hover .tools, .item:focus-within .tools { opacity: 1; pointer-events: auto; }
  .tool {
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 26px;
    padding: 0;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--_subtle);
    cursor: pointer;
  }
  .tool:hover { background: var(--_hover); color: var(--_text); }
  .tool .sign { inline-size: 17px; block-size: 17px; }
  .tool .sign.filled circle { fill: none; }
  .tool .sign.filled { color: var(--_link); }
  @media (hover: none) {
    .tools {
      position: static;
      grid-column: 3;
      justify-content: space-between;
      max-inline-size: 300px;
      margin-block: 4px -8px;
      margin-inline-start: -12px;
      border: 0;
      background: none;
      box-shadow: none;
      opacity: 1;
      pointer-events: auto;
    }
    .tool { inline-size: 44px; block-size: 36px; }
    .tool .sign { inline-size: 19px; block-size: 19px; }
  }
`;
