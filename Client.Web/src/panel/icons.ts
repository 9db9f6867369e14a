import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const shapes = {
  archive: svg`<path d="M4 8v10a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8M3 4h18v4H3zM10 12h4"/>`,
  back: svg`<path d="M20 12H5M11 6l-6 6 6 6"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  checks: svg`<path d="m2.5 12.5 4 4L15 8M11 15l1.5 1.5L21 8"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>`,
  close: svg`<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>`,
  gear: svg`<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.6"/><circle cx="8" cy="17" r="2.6"/>`,
  inbox: svg`<path d="M3.5 13h5l1.5 3h4l1.5-3h5M3.5 13l3-8h11l3 8v6h-17z"/>`,
  more: svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3"/>`,
  mute: svg`<path d="M6.3 6.3C6.1 7 6 8 6 10c0 5-2 6-2 7h13M9 4.8A6 6 0 0 1 18 10c0 2.5.5 4 1 5M10 20.5a2.2 2.2 0 0 0 4 0M3 3l18 18"/>`,
  offline: svg`<path d="M8.2 6.6A6 6 0 0 1 18 10.4a4 4 0 0 1 2.6 6.2M16.4 18H7a4.2 4.2 0 0 1-1-8.3M4 4l16 16"/>`,
  save: svg`<path d="M6 4h12v16.5l-6-4.5-6 4.5z"/>`,
  unread: svg`<circle cx="12" cy="12" r="4.5" fill="currentColor"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

/** A sign without a name of its own: what it is on has one. */
export function icon(name: IconName, filled = false): TemplateResult {
  return html`<svg class="sign ${filled ? 'filled' : ''}" viewBox="0 0 24 24" aria-hidden="true">${shapes[name]}</svg>`;
}
