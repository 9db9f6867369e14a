import { beforeEach, describe, expect, it, vi } from 'vitest';
import { item, refuse } from '../connection/fake-gateway.js';
import { OpenPanel, press } from './open-panel.js';

const open = new OpenPanel();

describe('a notification', () => {
  const tool = (index: number, name: string) => open.inRow(index, `.tool[title="${name}"]`)?.click();
  const menu = () => open.find('notification-inbox-menu')?.shadowRoot;
  const menuItems = () => [...(menu()?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];

  it('is read, saved and archived by its buttons, which can be undone', async () => {
    tool(0, 'Mark as read');
    tool(2, 'Mark as unread');
    tool(0, 'Save');
    await open.settle();
    tool(0, 'Archive');
    await open.settle();
    expect(open.changes.slice(1)).toEqual([
      { operation: 'read', ids: ['c'] }, { operation: 'unread', ids: ['a'] }, { operation: 'save', ids: ['c'] }, { operation: 'archive', ids: ['c'] },
    ]);
    expect(open.text('.notice span')).toBe('Archived');
    open.find('.notice button')?.click();
    await open.settle();
    expect(open.changes.slice(-2)).toEqual([{ operation: 'unarchive', ids: ['c'] }, { operation: 'unread', ids: ['c'] }]);
  });

  it('is snoozed by a menu with a keyboard of its own', async () => {
    tool(0, 'Snooze');
    await open.settle();
    expect(menu()?.activeElement).toBe(menuItems()[0]);
    press(menuItems()[0], 'ArrowUp');
    expect(menu()?.activeElement?.textContent).toContain('Until it is resolved');
    (menu()?.activeElement as HTMLElement).click();
    await open.settle();
    expect(menu()).toBeUndefined();
    expect(open.changes.at(-1)).toEqual({ operation: 'snooze', ids: ['c'], for: 'resolved' });
  });

  it('goes back to where it was, which may be the archive or among what is snoozed', async () => {
    open.items = [item('c', 9, { archived: true, read: true, seen: true }), item('b', 8, { seen: true, snoozedFor: 'commented' })];
    await open.choose('archived');
    tool(0, 'Snooze');
    await open.settle();
    await open.click(menuItems().at(-1));
    await open.click(open.find('.notice button'));
    await open.choose('snoozed');
    tool(0, 'Archive');
    await open.settle();
    await open.click(open.find('.notice button'));
    expect(open.changes.slice(1)).toEqual([
      { operation: 'snooze', ids: ['c'], for: 'resolved' }, { operation: 'archive', ids: ['c'] },
      { operation: 'archive', ids: ['b'] }, { operation: 'snooze', ids: ['b'], for: 'commented' }, { operation: 'unread', ids: ['b'] },
    ]);
  });

  it('is asked about no more when Escape closes the menu, and only the menu', async () => {
    tool(0, 'More');
    await open.settle();
    press(menuItems()[0], 'Escape');
    await open.settle();
    expect([menu(), open.bell.open]).toEqual([undefined, true]);
  });

  it('mutes its issue or its project', async () => {
    tool(0, 'More');
    await open.settle();
    menuItems()[1]?.click();
    await open.settle();
    expect(open.gateway.hub.requests('mute')).toEqual([{ subject: 'jira:project:DEMO' }]);
    expect(open.text('.notice span')).toBe('project DEMO is muted');
    await open.click(open.find('.notice button'));
    expect(open.gateway.hub.requests('unmute')).toEqual([{ subject: 'jira:project:DEMO' }]);
  });

  it('leads to its subject, and is read then', async () => {
    open.bell.subjectUrl = (subject) => `/issue.html?subject=${subject}`;
    await open.settle();
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {});
    open.inRow(0, 'a.title')?.click();
    await open.settle();
    expect(assign).toHaveBeenCalledExactlyOnceWith(`${location.origin}/issue.html?subject=jira:issue:DEMO-1`);
    expect(open.changes.at(-1)).toEqual({ operation: 'read', ids: ['c'] });
  });

  describe('of another site', () => {
    const title = () => open.inRow(0, 'a.title');
    const click = (type: string, init: MouseEventInit) => {
      const event = new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, ...init });
      title()?.dispatchEvent(event);
      return event;
    };

    beforeEach(async () => {
      vi.spyOn(window, 'open').mockReturnValue(null);
      open.bell.subjectUrl = () => 'https://elsewhere.example/x';
      await open.settle();
    });

    it('asks before it leads there, and is read only then', async () => {
      const assign = vi.spyOn(location, 'assign').mockImplementation(() => {});
      title()?.click();
      await open.settle();
      expect(open.inRow(0, '.question')?.textContent).toContain('elsewhere.example');
      press(open.inRow(0, '.stay'), 'Escape');
      await open.settle();
      expect([open.inRow(0, '.question'), open.bell.open, assign.mock.calls, open.changes.length]).toEqual([undefined, true, [], 1]);
      title()?.click();
      await open.settle();
      await open.click(open.inRow(0, '.go'));
      expect([assign.mock.calls, open.changes.at(-1)]).toEqual([[['https://elsewhere.example/x']], { operation: 'read', ids: ['c'] }]);
    });

    it.each([
      ['the Ctrl key', 'click', { ctrlKey: true }],
      ['the Cmd key', 'click', { metaKey: true }],
      ['the middle button', 'auxclick', { button: 1 }],
    ])('is a link that the browser opens with %s, and is read then', async (_, type, init) => {
      expect(title()?.getAttribute('href')).toBe('https://elsewhere.example/x');
      expect(click(type, init).defaultPrevented).toBe(false);
      await open.settle();
      expect([open.inRow(0, '.question'), open.changes.at(-1)]).toEqual([undefined, { operation: 'read', ids: ['c'] }]);
    });

    it('is not read by the button that opens a context menu', async () => {
      click('auxclick', { button: 2 });
      await open.settle();
      expect(open.changes).toHaveLength(1);
    });
  });

  it('says what went wrong', async () => {
    open.gateway.answers['change'] = refuse('too_many_calls');
    tool(0, 'Save');
    await open.settle();
    expect(open.text('.notice')).toMatch(/too fast/);
  });
});
