import type { NotificationBellElement, NotificationViewersElement } from '@notifications/client';
import type { UserId, World } from '../api.js';
import { h } from '../dom.js';
import type { ProductView } from '../live.js';
import { avatar, person } from '../people.js';

/** What the bar shows. */
export interface TopBar {
  readonly element: HTMLElement;
  readonly bell: NotificationBellElement;
  readonly viewers: NotificationViewersElement;
}

/** The product's top bar: name, places, who else is looking, bell, and as whom one looks. */
export function topBar(world: World, viewer: UserId, view: ProductView): TopBar {
  const bell = h('notification-bell');
  const viewers = h('notification-viewers');
  const place = (kind: string, text: string) => h('a', {
    href: `/${kind}.html?user=${encodeURIComponent(viewer)}`,
    'aria-current': kind === view.kind ? 'page' : 'false',
  }, text);
  const element = h('header', { className: 'top-bar' },
    h('a', { className: 'brand', href: '/' }, h('img', { src: '/favicon.svg', alt: '', width: 24, height: 24 }), 'Harbor'),
    h('nav', { 'aria-label': 'Product' }, place('issue', 'Issues'), place('page', 'Pages')),
    h('div', { className: 'tools' }, viewers, bell, viewerMenu(world, viewer)));
  return { element, bell, viewers };
}

/** Where the demo shows a subject. */
export function subjectUrl({ issue, page }: World, subject: string, viewer: UserId): string | undefined {
  const kind = { [issue.subject]: 'issue', [page.subject]: 'page' }[subject];
  return kind && `/${kind}.html?user=${encodeURIComponent(viewer)}`;
}

function viewerMenu(world: World, viewer: UserId): HTMLElement {
  const others = world.users.filter(({ id }) => id !== viewer);
  return h('details', { className: 'viewer' },
    h('summary', {}, avatar(world, viewer), h('span', {}, `You are ${person(world, viewer).name.split(' ')[0]}`)),
    h('ul', {}, ...others.map(({ id, name }) =>
      h('li', {}, h('a', { href: `?user=${encodeURIComponent(id)}` }, avatar(world, id), `Be ${name}`)))));
}
