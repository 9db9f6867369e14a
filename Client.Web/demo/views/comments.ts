import type { Comment } from '../api.js';
import { h } from '../dom.js';
import { complain, type Stage } from '../live.js';
import { avatar, moment, person } from '../people.js';

/** The comments, and a form that writes one as the viewer. */
export function comments(stage: Stage, list: readonly Comment[]): HTMLElement {
  return h('section', { className: 'comments', 'aria-labelledby': 'comments' },
    h('h2', { id: 'comments' }, 'Comments ', h('span', { className: 'tally' }, String(list.length))),
    h('ol', {}, ...list.map((comment) => item(stage, comment))),
    form(stage));
}

function item({ world }: Stage, comment: Comment): HTMLElement {
  return h('li', {},
    avatar(world, comment.author, 'large'),
    h('div', {},
      h('p', { className: 'comment-head' }, h('strong', {}, person(world, comment.author).name), moment(comment.time)),
      h('p', { className: 'comment-body' }, comment.body)));
}

function form({ world, viewer, act }: Stage): HTMLElement {
  const text = h('input', { type: 'text', placeholder: 'Add a comment…', 'aria-label': 'Add a comment', maxLength: 500 });
  const submit = (event: Event) => {
    event.preventDefault();
    const value = text.value.trim();
    if (value) act({ scenario: 'comment', actor: viewer, value }).catch(complain);
  };
  return h('form', { onsubmit: submit },
    avatar(world, viewer, 'large'), text, h('button', { type: 'submit' }, 'Comment'));
}
