import type { Issue } from '../api.js';
import { h } from '../dom.js';
import { complain, type Stage } from '../live.js';
import { byline } from '../people.js';
import { comments } from './comments.js';

/** An issue as a tracker would show it. */
export function issueView(stage: Stage): HTMLElement {
  const { issue } = stage.world;
  document.title = `${issue.key} ${issue.summary} · Harbor`;
  return h('main', { className: 'issue' },
    h('nav', { className: 'breadcrumbs', 'aria-label': 'Breadcrumbs' },
      h('span', {}, 'Projects'), h('span', {}, 'Demo'),
      h('span', { className: 'key' }, h('span', { className: 'type', 'aria-hidden': true }), issue.key)),
    h('h1', {}, issue.summary),
    h('div', { className: 'columns' },
      h('div', { className: 'story' },
        h('section', { 'aria-labelledby': 'description' },
          h('h2', { id: 'description' }, 'Description'),
          h('p', { className: 'description' }, issue.description)),
        comments(stage, issue.comments)),
      details(stage, issue)));
}

function details(stage: Stage, issue: Issue): HTMLElement {
  const { world } = stage;
  const row = (term: string, value: Node | string) => h('div', {}, h('dt', {}, term), h('dd', {}, value));
  return h('section', { className: 'details', 'aria-labelledby': 'details' },
    status(stage, issue),
    h('h2', { id: 'details' }, 'Details'),
    h('dl', {},
      row('Assignee', issue.assignee === null ? 'Unassigned' : byline(world, issue.assignee)),
      row('Reporter', byline(world, issue.reporter)),
      row('Priority', h('span', { className: 'priority', 'data-priority': issue.priority.toLowerCase() }, issue.priority)),
      row('Labels', h('span', { className: 'labels' }, ...issue.labels.map((label) => h('span', { className: 'label' }, label)))),
      row('Type', issue.type)));
}

function status({ viewer, act }: Stage, issue: Issue): HTMLElement {
  const place = issue.statuses.indexOf(issue.status);
  const category = place <= 0 ? 'new' : place === issue.statuses.length - 1 ? 'done' : 'open';
  const select = h('select', { 'aria-label': 'Status', 'data-category': category },
    ...issue.statuses.map((value) => h('option', { value, selected: value === issue.status }, value)));
  select.onchange = () => {
    act({ scenario: 'status', actor: viewer, value: select.value }).catch((error: unknown) => {
      select.value = issue.status;
      complain(error);
    });
  };
  return h('div', { className: 'status' }, select);
}
