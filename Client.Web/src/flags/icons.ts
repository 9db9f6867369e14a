import { html, svg, type TemplateResult } from 'lit';
import type { FlagType } from './flag.js';

const shapes = {
  info: svg`<circle cx="12" cy="12" r="10"/><path class="cut" d="M12 11v6M12 7.2v.1"/>`,
  success: svg`<circle cx="12" cy="12" r="10"/><path class="cut" d="m7.5 12.3 3 3 6-6.4"/>`,
  warning: svg`<path d="M10.3 3.4a2 2 0 0 1 3.4 0l8 14.1A2 2 0 0 1 20 20.5H4a2 2 0 0 1-1.7-3z"/><path class="cut" d="M12 9v4.5M12 16.9v.1"/>`,
  error: svg`<path d="M8.3 2h7.4L22 8.3v7.4L15.7 22H8.3L2 15.7V8.3z"/><path class="cut" d="M12 7v5.5M12 16.7v.1"/>`,
} as const;

const names = { info: 'Information', success: 'Success', warning: 'Warning', error: 'Error' } as const;

/** A filled shape with its sign cut out, named for those who can't see it. */
export function typeIcon(type: FlagType): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" role="img" aria-label=${names[type]}>${shapes[type]}</svg>`;
}

export const crossIcon = html`
  <svg viewBox="0 0 24 24" aria-hidden="true"><path class="line" d="m7 7 10 10M17 7 7 17"/></svg>
`;
