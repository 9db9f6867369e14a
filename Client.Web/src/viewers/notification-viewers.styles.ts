import { css } from 'lit';

export const viewersStyles = css`
  :host { display: inline-block; color: inherit; color-scheme: inherit; }
  ul { display: flex; margin: 0; padding: 0; list-style: none; }
  li {
    display: grid;
    place-items: center;
    box-sizing: border-box;
    inline-size: 28px;
    block-size: 28px;
    margin-inline-start: -6px;
    overflow: hidden;
    border: 2px solid var(--_surface);
    border-radius: 50%;
    background: var(--_viewer, light-dark(#505c70, #5d6a7e));
    color: #ffffff;
    font: 600 11px/1 var(--notifications-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
  }
  li:first-child { margin-inline-start: 0; }
  li.hidden { opacity: 0.55; }
  li.more { background: none; border-color: transparent; inline-size: auto; margin-inline-start: 4px; color: var(--_subtle); }
  img { inline-size: 100%; block-size: 100%; object-fit: cover; }
`;
