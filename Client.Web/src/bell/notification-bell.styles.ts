import { css } from 'lit';

export const bellStyles = css`
  :host { display: inline-block; color: inherit; color-scheme: inherit; }
  .bell {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    padding: 0;
    border: 0;
    border-radius: 8px;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .bell:hover, .bell[aria-expanded='true'] { background: var(--_hover); }
  .bell:focus-visible { outline: 2px solid var(--_focus); outline-offset: 1px; }
  svg {
    inline-size: 22px;
    block-size: 22px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .reconnecting svg, .ended svg, .connecting svg { opacity: 0.55; }
  .count {
    position: absolute;
    inset-block-start: -2px;
    inset-inline-start: 19px;
    min-inline-size: 18px;
    box-sizing: border-box;
    padding-inline: 4px;
    border-radius: 9px;
    background: var(--notifications-badge, #c9251c);
    color: var(--notifications-badge-text, #ffffff);
    font: 600 11px/18px var(--notifications-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .count.seen { background: var(--notifications-badge-seen, light-dark(#505c70, #5d6a7e)); }
  .dot {
    position: absolute;
    inset-block-end: 2px;
    inset-inline-end: 3px;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--notifications-reconnecting, #e8930c);
  }
  .ended .dot { background: var(--_subtle); }
`;
