import type { Block, Page } from '../api.js';
import { h } from '../dom.js';
import type { Stage } from '../live.js';
import { avatar, moment, person } from '../people.js';
import { comments } from './comments.js';

/** A page as a wiki would show it. */
export function pageView(stage: Stage): HTMLElement {
  const { world } = stage;
  const { page } = world;
  document.title = `${page.title} · ${page.space.name} · Harbor`;
  return h('div', { className: 'page' },
    sidebar(page),
    h('main', {},
      h('nav', { className: 'breadcrumbs', 'aria-label': 'Breadcrumbs' }, h('span', {}, page.space.name), h('span', {}, 'Pages')),
      h('article', {},
        h('h1', {}, page.title),
        h('div', { className: 'byline' },
          avatar(world, page.author, 'large'),
          h('div', {},
            h('p', {}, 'By ', h('strong', {}, person(world, page.author).name)),
            h('p', { className: 'quiet' }, `Version ${page.version}, by ${person(world, page.updatedBy).name}, `, moment(page.updated)))),
        ...page.body.map(block)),
      comments(stage, page.comments)));
}

function sidebar(page: Page): HTMLElement {
  const headings = page.body.filter(({ kind }) => kind === 'heading');
  return h('aside', { className: 'space', 'aria-label': 'Space' },
    h('p', { className: 'space-name' },
      h('span', { className: 'space-key', 'aria-hidden': true }, page.space.key.slice(0, 2)), page.space.name),
    h('nav', { 'aria-label': 'On this page' },
      h('p', { className: 'space-page' }, page.title),
      h('ul', {}, ...headings.map(({ text = '' }) => h('li', {}, h('a', { href: `#${anchor(text)}` }, text))))));
}

function block({ kind, text = '', items = [], rows = [] }: Block): HTMLElement {
  switch (kind) {
    case 'heading': return h('h2', { id: anchor(text) }, text);
    case 'list': return h('ul', {}, ...items.map((item) => h('li', {}, item)));
    case 'table': return table(rows);
    case 'paragraph': return h('p', { className: /^(Note|Tip|Important):/.test(text) ? 'note' : '' }, text);
  }
}

function table([head = [], ...rows]: readonly (readonly string[])[]): HTMLElement {
  return h('div', { className: 'table', tabIndex: 0, role: 'region', 'aria-label': `Table: ${head.join(', ')}` }, h('table', {},
    h('thead', {}, h('tr', {}, ...head.map((cell) => h('th', { scope: 'col' }, cell)))),
    h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cell)))))));
}

function anchor(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
}
