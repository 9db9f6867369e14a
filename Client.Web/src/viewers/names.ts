import type { Viewer } from '../connection/wire.js';
import type { ViewerPerson } from '../public-elements.js';

/** One or two letters for somebody, as people write them. */
export function initials(name: string): string {
  const words = name.split(/[\s._@-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase() || '?';
}

/** What somebody is called. */
export function nameOf(viewer: Viewer, person: ViewerPerson | undefined): string {
  return person?.(viewer.user)?.name || viewer.user;
}

/** The whole, for those who don't see the pictures. */
export function viewersLabel(names: readonly { readonly name: string; readonly hidden: boolean }[], count: number): string {
  if (count === 0) return 'Nobody else is here';
  const listed = names.map(({ name, hidden }) => (hidden ? `${name} (in the background)` : name)).join(', ');
  const more = count - names.length;
  return `Also here: ${listed}${more > 0 ? `${listed ? ' and ' : ''}${more} more` : ''}`;
}
