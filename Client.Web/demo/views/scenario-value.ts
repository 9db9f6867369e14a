import type { World } from '../api.js';
import { h } from '../dom.js';

type Field = HTMLSelectElement | HTMLInputElement;

/** The field for what a scenario is about: a status, a person, a text; nothing for those that need none. */
export function valueField({ issue, users }: World, scenario: string): Field | undefined {
  switch (scenario) {
    case 'status': return choice('New status', issue.statuses, issue.statuses, issue.status);
    case 'assign': return choice('New assignee', users.map(({ id }) => id), users.map(({ name }) => name), issue.assignee);
    case 'comment': return text('Comment', 'Can we ship this today?');
    case 'label': return text('Label', 'reviewed');
    default: return undefined;
  }
}

/** Goes on to the next choice, so that a second click changes something again. */
export function advance(field: Field | undefined): void {
  if (field instanceof HTMLSelectElement) field.selectedIndex = (field.selectedIndex + 1) % field.length;
}

function choice(label: string, values: readonly string[], names: readonly string[], present: string | null): HTMLSelectElement {
  const select = h('select', { 'aria-label': label },
    ...values.map((value, index) => h('option', { value, selected: value === present }, names[index])));
  advance(select);
  return select;
}

function text(label: string, value: string): HTMLInputElement {
  return h('input', { type: 'text', 'aria-label': label, value, maxLength: 500 });
}
