import { describe, expect, it, vi } from 'vitest';
import { refuse } from '../connection/fake-gateway.js';
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

  it('asks before it leads to another site', async () => {
    open.bell.subjectUrl = () => 'https://elsewhere.example/x';
    await open.settle();
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {});
    open.inRow(0, 'button.title')?.click();
    await open.settle();
    expect(assign).not.toHaveBeenCalled();
    expect(open.inRow(0, '.question')?.textContent).toContain('elsewhere.example');
    press(open.inRow(0, '.stay'), 'Escape');
    await open.settle();
    expect([open.inRow(0, '.question'), open.bell.open]).toEqual([undefined, true]);
  });

  it('says what went wrong', async () => {
    open.gateway.answers['change'] = refuse('too_many_calls');
    tool(0, 'Save');
    await open.settle();
    expect(open.text('.notice')).toMatch(/too fast/);
  });
});
