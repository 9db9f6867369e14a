import { html, nothing, type TemplateResult } from 'lit';
import type { Action, ClickAction } from '../actions/action.js';
import { opensApart } from '../actions/opens-apart.js';
import { safeUrl } from '../actions/safe-url.js';

/** One action's state in its flag. */
export type ActionState = 'pending' | 'done' | undefined;

/** Links where the browser may follow by itself (so that "open in a new tab" works), buttons for all else. */
export function actionTemplate(
  action: Action | ClickAction,
  state: ActionState,
  activate: (event: Event) => void,
): TemplateResult {
  const href = followable(action);
  if (href === undefined) {
    return html`<button class="action" type="button" aria-disabled=${state ? 'true' : nothing} @click=${activate}
      >${action.text}${state === 'pending' ? '…' : nothing}</button>`;
  }
  const apart = 'kind' in action && action.kind === 'open';
  return html`<a class="action" href=${href} target=${apart ? '_blank' : nothing} rel="noopener noreferrer"
    @click=${(event: MouseEvent) => {
      if (opensApart(event)) return;
      event.preventDefault();
      activate(event);
    }}>${action.text}</a>`;
}

/** A safe URL of the page's own origin; others are asked about first, so they must not be followed directly. */
function followable(action: Action | ClickAction): string | undefined {
  if (!('kind' in action) || (action.kind !== 'navigate' && action.kind !== 'open')) return undefined;
  const url = safeUrl(action.url);
  return url?.sameOrigin ? url.href : undefined;
}
