import { css } from 'lit';

/**
 * Colours for light and dark. They follow the system; `data-theme` on the element or `--notifications-color-scheme`
 * (`light` or `dark`) anywhere above it overrides that. All text reaches a contrast of 4.5:1.
 */
export const theme = css`
  :host {
    color-scheme: var(--notifications-color-scheme, light dark);
    --_surface: var(--notifications-surface, light-dark(#ffffff, #282e37));
    --_text: var(--notifications-text, light-dark(#1c2431, #e3e8ef));
    --_subtle: var(--notifications-subtle, light-dark(#505c70, #a3b0c2));
    --_border: var(--notifications-border, light-dark(#1c24311f, #ffffff1f));
    --_link: var(--notifications-link, light-dark(#0b5cd7, #7fb2ff));
    --_hover: light-dark(#1c243112, #ffffff1a);
    --_focus: var(--notifications-focus, light-dark(#0b5cd7, #8dbbff));
    --_info: var(--notifications-info, light-dark(#0b5cd7, #63a1ff));
    --_success: var(--notifications-success, light-dark(#1b7f4f, #4bce97));
    --_warning: var(--notifications-warning, light-dark(#b65c02, #f5a524));
    --_error: var(--notifications-error, light-dark(#c9251c, #f87168));
  }
  :host([data-theme='light']) { color-scheme: light; }
  :host([data-theme='dark']) { color-scheme: dark; }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
