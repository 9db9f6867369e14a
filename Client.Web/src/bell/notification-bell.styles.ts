import { css } from 'lit';

export const bellStyles = css`
  :host { display: inline-block; color: inherit; color-scheme: inherit; }
  .bell { position: relative; display: grid; place-items: center; inline-size: 32px; block-size: 32px; }
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
    inset-inline-start: 16px;
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
