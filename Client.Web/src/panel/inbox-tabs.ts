import { html, nothing, type TemplateResult } from 'lit';
import { badgeText } from '../bell/bell-label.js';
import type { InboxView } from '../inbox/wire.js';

const tabs: readonly { readonly view: InboxView; readonly text: string }[] = [
  { view: 'inbox', text: 'Inbox' },
  { view: 'unread', text: 'Unread' },
  { view: 'saved', text: 'Saved' },
  { view: 'snoozed', text: 'Snoozed' },
  { view: 'archived', text: 'Archived' },
];

/** The views of the inbox; the arrow keys go from one to the next. */
export function inboxTabs(present: InboxView, unread: number | undefined, choose: (view: InboxView) => void): TemplateResult {
  const keydown = (event: KeyboardEvent) => {
    const list = event.currentTarget as HTMLElement;
    const step = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
    const here = tabs.findIndex(({ view }) => view === present) + tabs.length;
    const there = { ArrowRight: here + step, ArrowLeft: here - step, Home: 0, End: tabs.length - 1 }[event.key];
    if (there === undefined) return;
    event.preventDefault();
    const next = there % tabs.length;
    choose(tabs[next]?.view ?? present);
    list.querySelectorAll('button')[next]?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label="Notifications" @keydown=${keydown}>${tabs.map(({ view, text }) => html`
    <button type="button" role="tab" id="tab-${view}" aria-controls="list" aria-selected=${view === present}
      tabindex=${view === present ? 0 : -1} @click=${() => choose(view)}>${text}${view === 'unread' && unread
        ? html`<span class="number">${badgeText(unread)}</span>` : nothing}</button>`)}</div>`;
}
