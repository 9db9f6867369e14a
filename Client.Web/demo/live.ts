import { connect, showFlag } from '@notifications/client';
import { fetchToken, fetchWorld, send, type Happening, type Sent, type UserId, type World } from './api.js';
import { behindBanner } from './views/behind-banner.js';
import { scenarioPanel } from './views/scenario-panel.js';
import { subjectUrl, topBar } from './views/top-bar.js';

/** A view of the demo and what it may do. */
export interface Stage {
  readonly viewer: UserId;
  readonly world: World;
  /** Does something as a person, and shows it at once if the viewer did it. */
  act(happening: Omit<Happening, 'subject'>): Promise<Sent>;
}

/** What differs between the issue and the page. */
export interface ProductView {
  readonly kind: 'issue' | 'page';
  readonly product: string;
  render(stage: Stage): HTMLElement;
}

/** Shows a view, connects it and keeps it fresh. */
export async function openView(view: ProductView): Promise<void> {
  const viewer = new URLSearchParams(location.search).get('user') || 'anna';
  const world = await fetchWorld();
  const subject = world[view.kind].subject;
  const bar = topBar(world, viewer, view);
  const main = view.render({ viewer, world, act });
  const content = { current: main };
  document.querySelector('#app')?.replaceChildren(bar.element, main, scenarioPanel(view.kind, { viewer, world, act }));

  async function act(happening: Omit<Happening, 'subject'>): Promise<Sent> {
    const sent = await send({ subject, ...happening });
    if (happening.actor === viewer) await renew();
    return sent;
  }

  async function renew(): Promise<void> {
    const fresh = view.render({ viewer, world: await fetchWorld(), act });
    content.current.replaceWith(fresh);
    content.current = fresh;
  }

  document.addEventListener('notifications:refresh', (event) => {
    event.preventDefault();
    renew().catch(complain);
  });

  const notifications = await connect({ url: '/hub', token: () => fetchToken(viewer, subject) });
  bar.bell.client = notifications;
  bar.bell.subjectUrl = (about) => subjectUrl(world, about, viewer);
  Object.assign(bar.viewers, { client: notifications, subject, person: (id: string) => world.users.find((user) => user.id === id) });
  notifications.on('behind', () => behindBanner(() => void renew().catch(complain)));
  notifications.on('ended', (error) => complain(error));
  await notifications.subscribe(subject);
  document.querySelector('#app')?.setAttribute('data-subscribed', subject);
}

/** Tells the viewer what went wrong. */
export function complain(error: unknown): void {
  const description = error instanceof Error ? error.message : String(error);
  showFlag({ id: 'demo:error', type: 'error', title: 'That did not work', description });
}
