import { describe, expect, it, vi } from 'vitest';
import { at, counts, item, refuse } from '../connection/fake-gateway.js';
import { OpenPanel, press } from './open-panel.js';

const open = new OpenPanel();

describe('the keyboard', () => {
  it('goes through the list with the arrow keys, and reads with Enter', async () => {
    open.rows[0]?.focus();
    press(open.inRow(0, '.item'), 'ArrowDown');
    expect(open.focusedItem).toBe('b');
    press(open.inRow(1, '.item'), 'End');
    expect(open.focusedItem).toBe('a');
    press(open.inRow(2, '.item'), 'Home');
    await open.settle();
    expect(open.focusedItem).toBe('c');
    press(open.inRow(0, '.item'), 'Enter');
    await open.settle();
    expect(open.changes.at(-1)).toEqual({ operation: 'read', ids: ['c'] });
  });

  it('stays in place when a notification goes, and is on the tab when none is left', async () => {
    open.rows[1]?.focus();
    open.told(10, 'archive', 'b');
    await open.settle();
    expect(open.focusedItem).toBe('a');
    open.told(11, 'archive', 'a', 'c');
    await open.settle();
    expect(open.root?.activeElement?.id).toBe('tab-inbox');
  });

  it('goes through the tabs', async () => {
    open.find('#tab-inbox')?.focus();
    press(open.find('#tab-inbox'), 'ArrowRight');
    await open.settle();
    expect(open.root?.activeElement?.id).toBe('tab-unread');
    press(open.find('#tab-unread'), 'End');
    await open.settle();
    expect(open.find('[aria-selected=true]')?.id).toBe('tab-archived');
  });

  it('has one Tab stop in the list, and goes through what can be done with an item by left and right', async () => {
    open.bell.subjectUrl = () => '/issue.html';
    await open.settle();
    const stops = open.rows.flatMap((row) => [...(row.shadowRoot?.querySelectorAll('a, button, [tabindex]') ?? [])])
      .filter((element) => element.getAttribute('tabindex') !== '-1');
    expect(stops).toEqual([open.inRow(0, '.item')]);
    open.rows[0]?.focus();
    const way = [];
    for (let step = 0; step < 8; step++) {
      press(open.focused, step < 7 ? 'ArrowRight' : 'ArrowLeft');
      way.push(open.focused?.title || open.focused?.className);
    }
    expect(way).toEqual(['title', 'Mark as read', 'Save', 'Snooze', 'Archive', 'More', 'item unread', 'More']);
    press(open.focused, 'ArrowDown');
    expect(open.focused).toBe(open.inRow(1, '.item'));
  });

  it('is on the first new item when there is no more to show', async () => {
    open.gateway.answers['inbox'] = ({ cursor }: { cursor?: string }) => cursor
      ? { items: [item('z', 1), item('y', 0)], position: at(9), counts: counts(9) }
      : { items: open.items, next: 'p2', position: at(9), counts: counts(9) };
    await open.choose('unread');
    open.rows[0]?.focus();
    open.find('.more')?.focus();
    await open.click(open.find('.more'));
    expect([open.find('.more'), open.focusedItem]).toEqual([undefined, 'z']);
  });

  it('stays in the panel when "Undo" and "Try again" go', async () => {
    open.rows[1]?.focus();
    await open.click(open.inRow(0, '.tool[title=Archive]'));
    const undo = open.find('.notice button');
    undo?.focus();
    await open.settle(20_000);
    expect(open.focused).toBe(undo);
    await open.click(undo);
    expect(open.focusedItem).toBe('b');
    await open.settle(20_000);

    open.gateway.answers['inbox'] = refuse('unavailable');
    await open.choose('archived');
    open.find('.empty button')?.focus();
    open.gateway.answers['inbox'] = () => ({ items: [], position: at(9), counts: counts(9) });
    await open.click(open.find('.empty button'));
    expect(open.focused?.id).toBe('tab-archived');
  });

  it('stays in the panel when what is done goes by itself', async () => {
    await open.click(open.inRow(0, '.tool[title=Archive]'));
    open.find('.notice button')?.focus();
    open.find('.panel')?.focus();
    await open.settle(20_000);
    expect([open.text('.notice'), open.focused]).toEqual([undefined, open.find('.panel')]);
  });

  it('goes back to the bell when the page closes the panel', async () => {
    open.rows[0]?.focus();
    open.bell.open = false;
    await open.settle();
    expect(open.focused).toBe(open.bell.renderRoot.querySelector('button'));
  });

  it('stays in a panel that covers the page', async () => {
    const last = () => open.inRow(0, '.item');
    expect([press(last(), 'Tab').defaultPrevented, open.find('.panel')?.getAttribute('aria-modal')]).toEqual([false, null]);
    vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(540);
    window.dispatchEvent(new Event('resize'));
    await open.settle();
    expect(open.find('.panel')?.getAttribute('aria-modal')).toBe('true');
    press(last(), 'Tab');
    expect(open.focused).toBe(open.find('.all'));
    press(open.focused, 'Tab', { shiftKey: true });
    expect(open.focused).toBe(last());
    press(open.inRow(0, '.tool'), 'Tab');
    expect(open.focused).toBe(open.find('.all'));
    expect(press(open.find('.all'), 'Tab').defaultPrevented).toBe(false);
  });

  it('hears which menu is open', async () => {
    const expanded = () => ['Snooze', 'More'].map((name) => open.inRow(0, `.tool[title=${name}]`)?.getAttribute('aria-expanded'));
    await open.click(open.inRow(0, '.tool[title=More]'));
    expect([expanded(), open.inRow(1, '.tool[title=More]')?.getAttribute('aria-expanded')]).toEqual([['false', 'true'], 'false']);
    open.told(10, 'archive', 'c');
    await open.settle();
    expect([open.find('notification-inbox-menu'), open.focusedItem]).toEqual([undefined, 'b']);
  });
});
