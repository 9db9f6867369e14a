import { afterEach, beforeEach, vi } from 'vitest';
import '../../src/elements.js';
import '../../src/inbox.js';
import type { NotificationBell } from '../../src/bell/notification-bell.js';
import type { Client } from '../../src/connection/client.js';
import type { InboxItem, InboxOperation } from '../../src/inbox/wire.js';
import { belongs } from '../../src/panel/item-state.js';
import { at, attached, counts, FakeGateway, item, news, standing } from '../connection/fake-gateway.js';
import { Sight } from './sight.js';

/** A bell with its panel open: `Third` and `Second`, and `First`, which was read. Made anew before each test. */
export class OpenPanel {
  gateway!: FakeGateway;
  bell!: NotificationBell;
  items!: InboxItem[];
  sight!: Sight;
  #client!: Client;

  constructor() {
    beforeEach(() => this.#open());
    afterEach(() => this.#close());
  }

  get root(): ShadowRoot | undefined {
    return this.bell.renderRoot.querySelector('notification-inbox')?.shadowRoot ?? undefined;
  }

  get rows(): HTMLElement[] {
    return [...(this.root?.querySelectorAll<HTMLElement>('notification-inbox-item') ?? [])];
  }

  get titles(): (string | null | undefined)[] {
    return this.rows.map((row) => row.shadowRoot?.querySelector('.title')?.textContent);
  }

  /** The orders that the gateway got. */
  get changes(): unknown[] {
    return this.gateway.hub.requests('change');
  }

  readonly settle = async (milliseconds = 1): Promise<void> => {
    for (let turn = 0; turn < 3; turn++) await vi.advanceTimersByTimeAsync(milliseconds);
  };

  find<Found extends HTMLElement>(selector: string): Found | undefined {
    return this.root?.querySelector<Found>(selector) ?? undefined;
  }

  inRow(index: number, selector: string): HTMLElement | undefined {
    return this.rows[index]?.shadowRoot?.querySelector<HTMLElement>(selector) ?? undefined;
  }

  text(selector: string): string | undefined {
    return this.find(selector)?.textContent?.trim();
  }

  async click(element: HTMLElement | undefined | null): Promise<void> {
    element?.click();
    await this.settle();
  }

  choose(tab: string): Promise<void> {
    return this.click(this.find(`#tab-${tab}`));
  }

  /** What has the focus, in the depth of the page. */
  get focused(): HTMLElement | null {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active as HTMLElement | null;
  }

  /** The id of the item that has the focus. */
  get focusedItem(): string | undefined {
    return (this.root?.activeElement as unknown as { item?: InboxItem } | null)?.item?.id;
  }

  /** Another session did something. */
  told(sequence: number, operation: InboxOperation, ...ids: string[]): void {
    this.gateway.hub.push('inbox', news(sequence - 1, [{ sequence, kind: 'changed', operation, ids }]));
  }

  async #open(): Promise<void> {
    vi.useFakeTimers();
    this.sight = new Sight();
    vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(1_280);
    this.items = [item('c', 9, { title: 'Third' }), item('b', 8, { title: 'Second' }), item('a', 7, { title: 'First', read: true, seen: true })];
    const { answers } = this.gateway = new FakeGateway();
    answers['attach'] = attached(standing(9));
    answers['inbox'] = ({ view, cursor }: { view: 'inbox'; cursor?: string }) =>
      ({ items: cursor ? [item('z', 1, { title: 'Last' })] : this.items.filter((one) => belongs(one, view)), position: at(9), counts: counts(9) });
    answers['change'] = ({ ids = [] }: { ids?: string[] }) => ({ changed: ids.length, unknown: [], counts: counts(9) });
    answers['preferences'] = () => ({ choices: [], mutes: [], version: 'v1' });
    answers['setPreferences'] = ({ preferences }: { preferences: unknown }) => preferences;
    answers['mute'] = ({ subject }: { subject: string }) => ({ choices: [], mutes: [{ subject }] });
    answers['unmute'] = () => ({ choices: [], mutes: [] });
    this.#client = this.gateway.client();
    await this.#client.ready;
    this.bell = document.createElement('notification-bell') as NotificationBell;
    this.bell.client = this.#client;
    document.body.append(this.bell);
    await this.settle();
    await this.click(this.bell.renderRoot.querySelector('button'));
  }

  #close(): void {
    this.#client.close();
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  }
}

export function press(target: EventTarget | undefined | null, key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more });
  target?.dispatchEvent(event);
  return event;
}
