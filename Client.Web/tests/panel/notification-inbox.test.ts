import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../src/elements.js';
import '../../src/inbox.js';
import type { NotificationBell } from '../../src/bell/notification-bell.js';
import { Client } from '../../src/connection/client.js';
import type { InboxItem, InboxOperation } from '../../src/inbox/wire.js';
import { belongs } from '../../src/panel/item-state.js';
import { arrived, at, attached, counts, FakeGateway, item, news, refuse, standing } from '../connection/fake-gateway.js';

let gateway: FakeGateway;
let client: Client;
let bell: NotificationBell;
let items: InboxItem[];

const settle = async (milliseconds = 1) => {
  for (let turn = 0; turn < 3; turn++) await vi.advanceTimersByTimeAsync(milliseconds);
};
const panel = () => bell.renderRoot.querySelector('notification-inbox')?.shadowRoot;
const find = <Found extends HTMLElement>(selector: string) => panel()?.querySelector<Found>(selector) ?? undefined;
const rows = () => [...(panel()?.querySelectorAll('notification-inbox-item') ?? [])];
const titles = () => rows().map((row) => row.shadowRoot?.querySelector('.title')?.textContent);
const inRow = (index: number, selector: string) => rows()[index]?.shadowRoot?.querySelector<HTMLElement>(selector) ?? undefined;
const changes = () => gateway.hub.requests('change');
const text = (selector: string) => find(selector)?.textContent?.trim();

function press(target: EventTarget | undefined | null, key: string): void {
  target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}

async function choose(tab: string): Promise<void> {
  find(`#tab-${tab}`)?.click();
  await settle();
}

function told(sequence: number, operation: InboxOperation, ...ids: string[]): void {
  gateway.hub.push('inbox', news(sequence - 1, [{ sequence, kind: 'changed', operation, ids }]));
}

beforeEach(async () => {
  vi.useFakeTimers();
  items = [item('c', 9, { title: 'Third' }), item('b', 8, { title: 'Second' }), item('a', 7, { title: 'First', read: true, seen: true })];
  gateway = new FakeGateway();
  gateway.answers['attach'] = attached(standing(9));
  gateway.answers['inbox'] = ({ view, cursor }: { view: 'inbox'; cursor?: string }) =>
    ({ items: cursor ? [item('z', 1, { title: 'Last' })] : items.filter((one) => belongs(one, view)), position: at(9), counts: counts(9) });
  gateway.answers['change'] = ({ ids = [] }: { ids?: string[] }) => ({ changed: ids.length, unknown: [], counts: counts(9) });
  gateway.answers['preferences'] = () => ({ choices: [], mutes: [] });
  gateway.answers['setPreferences'] = ({ preferences }: { preferences: unknown }) => preferences;
  client = gateway.client();
  await client.ready;
  bell = document.createElement('notification-bell') as NotificationBell;
  bell.client = client;
  document.body.append(bell);
  await settle();
  bell.renderRoot.querySelector('button')?.click();
  await settle();
});

afterEach(() => {
  client.close();
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe('the panel', () => {
  it('opens from the bell with the focus in it, and closes by Escape, which gives it back', async () => {
    expect(titles()).toEqual(['Third', 'Second', 'First']);
    expect(panel()?.activeElement).toBe(find('.panel'));
    press(find('.panel'), 'Escape');
    await settle();
    expect(panel()).toBeUndefined();
    expect(bell.shadowRoot?.activeElement).toBe(bell.renderRoot.querySelector('button'));
  });

  it('closes by a click beside it, by its button, and by the bell', async () => {
    const button = bell.renderRoot.querySelector('button');
    for (const close of [
      () => document.body.dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true })),
      () => find('[aria-label=Close]')?.click(),
      () => button?.click(),
    ]) {
      close();
      await settle();
      expect(bell.open).toBe(false);
      button?.click();
      await settle();
      expect(bell.open).toBe(true);
    }
  });

  it('reads once', () => {
    expect(gateway.hub.requests('inbox')).toEqual([{ view: 'inbox', limit: 50 }]);
  });

  it('marks what it displays as seen, once, and only when somebody can see it', async () => {
    expect(changes()).toEqual([{ operation: 'seen', ids: ['c', 'b'] }]);
    const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    gateway.hub.push('inbox', news(9, [arrived(10)]));
    await settle();
    expect(changes()).toHaveLength(1);
    state.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(changes().at(-1)).toEqual({ operation: 'seen', ids: ['n10'] });
  });

  it('shows and says what arrives', async () => {
    gateway.hub.push('inbox', news(9, [arrived(10)]));
    await settle(100);
    expect(titles()).toEqual(['Flag n10', 'Third', 'Second', 'First']);
    expect(find('[role=status]')?.textContent).toContain('New notification: Flag n10');
  });

  it('is made of text, whatever the text looks like', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    gateway.hub.push('inbox', news(9, [{ sequence: 10, kind: 'arrived', item: item('e', 10, {
      title: evil, description: evil, reasons: [evil], subject: evil, actions: [{ text: evil, kind: 'navigate', url: 'javascript:alert(1)' }],
    }) }]));
    await settle();
    expect([inRow(0, '.title')?.textContent, inRow(0, '.description')?.textContent, inRow(0, '.subject')?.textContent]).toEqual([evil, evil, evil]);
    expect([inRow(0, 'img'), inRow(0, 'a')]).toEqual([undefined, undefined]);
  });

  it('reads anew when it is stale', async () => {
    items = [item('new', 40, { title: 'New' })];
    gateway.hub.push('inbox', news(9, [{ sequence: 10, kind: 'reset' }]));
    await settle();
    expect(titles()).toEqual(['New']);
  });

  it('shows its other views, and kind words where there is nothing', async () => {
    await choose('unread');
    expect(titles()).toEqual(['Third', 'Second']);
    for (const [tab, words] of [['saved', 'Nothing saved'], ['snoozed', 'Nothing snoozed'], ['archived', 'Nothing archived']] as const) {
      await choose(tab);
      expect(text('.strong')).toBe(words);
    }
  });

  it('reads more on demand', async () => {
    gateway.answers['inbox'] = ({ cursor }: { cursor?: string }) => cursor
      ? { items: [item('z', 1, { title: 'Last' })], position: at(9), counts: counts(9) }
      : { items, next: 'p2', position: at(9), counts: counts(9) };
    await choose('unread');
    find('.more')?.click();
    await settle();
    expect(titles().at(-1)).toBe('Last');
    expect(find('.more')).toBeUndefined();
  });

  it('says what is wrong, and tries again', async () => {
    gateway.answers['inbox'] = refuse('permission_missing');
    await choose('saved');
    expect(text('.empty p')).toBe('There is no inbox for you here.');
    gateway.answers['inbox'] = () => ({ items, position: at(9), counts: counts(9) });
    find('.empty button')?.click();
    await settle();
    expect(rows()).toHaveLength(3);
  });

  it('reads when the connection is back', async () => {
    gateway.down = true;
    gateway.hub.drop();
    await settle();
    await choose('saved');
    expect(text('.empty p')).toMatch(/no connection/);
    gateway.down = false;
    await settle(10_000);
    expect(text('.strong')).toBe('Nothing saved');
  });

  it('marks all as read, but not what arrives meanwhile', async () => {
    find('.all')?.click();
    await settle();
    expect(changes().at(-1)).toEqual({ operation: 'read', all: { view: 'unread', through: 9 } });
  });
});

describe('the keyboard', () => {
  const focused = () => (panel()?.activeElement as unknown as { item?: InboxItem } | null)?.item?.id;

  it('goes through the list with the arrow keys, and reads with Enter', async () => {
    (rows()[0] as HTMLElement).focus();
    press(inRow(0, '.item'), 'ArrowDown');
    expect(focused()).toBe('b');
    press(inRow(1, '.item'), 'End');
    expect(focused()).toBe('a');
    press(inRow(2, '.item'), 'Home');
    await settle();
    expect(focused()).toBe('c');
    press(inRow(0, '.item'), 'Enter');
    await settle();
    expect(changes().at(-1)).toEqual({ operation: 'read', ids: ['c'] });
  });

  it('stays in place when a notification goes, and is on the tab when none is left', async () => {
    (rows()[1] as HTMLElement).focus();
    told(10, 'archive', 'b');
    await settle();
    expect(focused()).toBe('a');
    told(11, 'archive', 'a', 'c');
    await settle();
    expect(panel()?.activeElement?.id).toBe('tab-inbox');
  });

  it('goes through the tabs', async () => {
    find('#tab-inbox')?.focus();
    press(find('#tab-inbox'), 'ArrowRight');
    await settle();
    expect(panel()?.activeElement?.id).toBe('tab-unread');
    press(find('#tab-unread'), 'End');
    await settle();
    expect(find('[aria-selected=true]')?.id).toBe('tab-archived');
  });
});

describe('a notification', () => {
  const tool = (index: number, name: string) => inRow(index, `.tool[title="${name}"]`)?.click();
  const menu = () => find('notification-inbox-menu')?.shadowRoot;
  const menuItems = () => [...(menu()?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];

  it('is read, saved and archived by its buttons, which can be undone', async () => {
    tool(0, 'Mark as read');
    tool(2, 'Mark as unread');
    tool(0, 'Save');
    await settle();
    tool(0, 'Archive');
    await settle();
    expect(changes().slice(1)).toEqual([
      { operation: 'read', ids: ['c'] }, { operation: 'unread', ids: ['a'] }, { operation: 'save', ids: ['c'] }, { operation: 'archive', ids: ['c'] },
    ]);
    expect(text('.notice span')).toBe('Archived');
    find('.notice button')?.click();
    await settle();
    expect(changes().slice(-2)).toEqual([{ operation: 'unarchive', ids: ['c'] }, { operation: 'unread', ids: ['c'] }]);
  });

  it('is snoozed by a menu with a keyboard of its own', async () => {
    tool(0, 'Snooze');
    await settle();
    expect(menu()?.activeElement).toBe(menuItems()[0]);
    press(menuItems()[0], 'ArrowUp');
    expect(menu()?.activeElement?.textContent).toContain('Until it is resolved');
    (menu()?.activeElement as HTMLElement).click();
    await settle();
    expect(menu()).toBeUndefined();
    expect(changes().at(-1)).toEqual({ operation: 'snooze', ids: ['c'], for: 'resolved' });
  });

  it('is asked about no more when Escape closes the menu, and only the menu', async () => {
    tool(0, 'More');
    await settle();
    press(menuItems()[0], 'Escape');
    await settle();
    expect([menu(), bell.open]).toEqual([undefined, true]);
  });

  it('mutes its issue or its project', async () => {
    tool(0, 'More');
    await settle();
    menuItems()[1]?.click();
    await settle();
    expect(gateway.hub.requests('setPreferences')).toEqual([{ preferences: { choices: [], mutes: [{ subject: 'jira:project:DEMO' }] } }]);
    expect(text('.notice span')).toBe('project DEMO is muted');
  });

  it('leads to its subject, and is read then', async () => {
    bell.subjectUrl = (subject) => `/issue.html?subject=${subject}`;
    await settle();
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {});
    inRow(0, 'a.title')?.click();
    await settle();
    expect(assign).toHaveBeenCalledExactlyOnceWith(`${location.origin}/issue.html?subject=jira:issue:DEMO-1`);
    expect(changes().at(-1)).toEqual({ operation: 'read', ids: ['c'] });
  });

  it('asks before it leads to another site', async () => {
    bell.subjectUrl = () => 'https://elsewhere.example/x';
    await settle();
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {});
    inRow(0, 'button.title')?.click();
    await settle();
    expect(assign).not.toHaveBeenCalled();
    expect(inRow(0, '.question')?.textContent).toContain('elsewhere.example');
    press(inRow(0, '.stay'), 'Escape');
    await settle();
    expect([inRow(0, '.question'), bell.open]).toEqual([undefined, true]);
  });

  it('says what went wrong', async () => {
    gateway.answers['change'] = refuse('too_many_calls');
    tool(0, 'Save');
    await settle();
    expect(text('.notice')).toMatch(/too fast/);
  });
});

describe('the preferences', () => {
  const view = () => find('notification-preferences')?.shadowRoot;
  const within = <Found extends HTMLElement>(selector: string) => view()?.querySelector<Found>(selector) ?? undefined;

  beforeEach(async () => {
    gateway.answers['preferences'] = () => ({ choices: [], mutes: [{ subject: 'jira:issue:DEMO-9' }] });
    find('[aria-label=Preferences]')?.click();
    await settle();
  });

  it('set quiet hours', async () => {
    within('[role=switch]')?.click();
    await settle();
    within('.primary')?.click();
    await settle();
    expect(gateway.hub.requests('setPreferences')).toEqual([{ preferences: {
      choices: [], mutes: [{ subject: 'jira:issue:DEMO-9' }],
      quiet: {
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        times: [{ days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '18:00', to: '08:00' }],
      },
    } }]);
    expect(view()?.textContent).toContain('Saved');
  });

  it('end a mute', async () => {
    within('li button')?.click();
    await settle();
    expect(gateway.hub.requests('setPreferences')).toEqual([{ preferences: { choices: [], mutes: [] } }]);
    expect(view()?.textContent).toContain('Nothing is muted');
  });

  it('follow what is changed elsewhere, and lead back', async () => {
    gateway.answers['preferences'] = () => ({ choices: [], mutes: [] });
    gateway.hub.push('inbox', news(9, [{ sequence: 10, kind: 'preferences' }]));
    await settle();
    expect(view()?.textContent).toContain('Nothing is muted');
    find('.back')?.click();
    await settle();
    expect(rows()).toHaveLength(3);
  });
});
