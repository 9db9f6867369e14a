import type { Scenario, Sent } from '../api.js';
import { h } from '../dom.js';
import type { Stage } from '../live.js';
import { advance, valueField } from './scenario-value.js';

const logLength = 2;

/** The panel that makes something happen to what is open, and shows what was really sent and answered. */
export function scenarioPanel(kind: 'issue' | 'page', stage: Stage): HTMLElement {
  const { world, viewer } = stage;
  const somebodyElse = world.users.find(({ id }) => id !== viewer);
  const actor = h('select', { id: 'actor' }, ...world.users.map(({ id, name }) =>
    h('option', { value: id, selected: id === somebodyElse?.id }, id === viewer ? `${name} (you)` : name)));
  const log = h('div', { className: 'log', role: 'log', 'aria-label': 'Sent and answered' });
  return h('aside', { className: 'panel', 'aria-label': 'Make something happen' },
    h('details', { open: matchMedia('(min-width: 700px)').matches },
      h('summary', {}, h('span', { className: 'tag' }, 'Demo'), 'Make something happen'),
      h('div', { className: 'panel-body' },
        h('label', { className: 'actor', htmlFor: 'actor' }, 'Who does it', actor),
        ...world.scenarios[kind].map((scenario) => row(scenario, stage, actor, log)),
        log)));
}

function row({ id, label }: Scenario, { world, act }: Stage, actor: HTMLSelectElement, log: HTMLElement): HTMLElement {
  const field = valueField(world, id);
  const button = h('button', { type: 'submit' }, label);
  const submit = async (event: Event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const sent = await act({ scenario: id, actor: actor.value, ...(field && { value: field.value }) });
      write(log, line(sent), sent.status < 400);
      advance(field);
    } catch (error) {
      write(log, error instanceof Error ? error.message : String(error), false);
    } finally {
      button.disabled = false;
    }
  };
  return h('form', { className: 'scenario', 'data-scenario': id, onsubmit: submit }, button, field);
}

function line({ method, path, status, milliseconds, types }: Sent): string {
  return `${method} ${path} → ${status} in ${Math.round(milliseconds)} ms, ${types.join(', ')}`;
}

function write(log: HTMLElement, text: string, fine: boolean): void {
  log.prepend(h('p', { className: fine ? 'fine' : 'failed' }, text));
  while (log.children.length > logLength) log.lastElementChild?.remove();
}
