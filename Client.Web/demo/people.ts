import type { User, UserId, World } from './api.js';
import { h } from './dom.js';

/** Who somebody is; unknown people keep their id as name. */
export function person(world: World, id: UserId): User {
  return world.users.find((user) => user.id === id) ?? { id, name: id };
}

/** Initials on the person's colour; the name is beside it, so it is silent for screen readers. */
export function avatar(world: World, id: UserId, size: 'small' | 'large' = 'small'): HTMLElement {
  const initials = person(world, id).name.split(' ').map((part) => part[0]).slice(0, 2).join('').toUpperCase();
  const colour = world.users.findIndex((user) => user.id === id) % 4;
  return h('span', { className: `avatar ${size}`, 'data-colour': colour, 'aria-hidden': true }, initials);
}

/** Avatar and name. */
export function byline(world: World, id: UserId): HTMLElement {
  return h('span', { className: 'person' }, avatar(world, id), person(world, id).name);
}

/** A moment for people. */
export function moment(time: string): HTMLElement {
  const text = new Date(time).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
  return h('time', { dateTime: time, className: 'moment' }, text);
}
