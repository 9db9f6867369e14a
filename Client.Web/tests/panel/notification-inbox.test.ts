import { describe, expect, it, vi } from 'vitest';
import type { InboxItem } from '../../src/inbox/wire.js';
import { arrived, at, counts, item, news, refuse } from '../connection/fake-gateway.js';
import { OpenPanel, press } from './open-panel.js';

const open = new OpenPanel();

describe('the panel', () => {
  it('opens from the bell with the focus in it, and closes by Escape, which gives it back', async () => {
    expect(open.titles).toEqual(['Third', 'Second', 'First']);
    expect(open.root?.activeElement).toBe(open.find('.panel'));
    press(open.find('.panel'), 'Escape');
    await open.settle();
    expect(open.root).toBeUndefined();
    expect(open.bell.shadowRoot?.activeElement).toBe(open.bell.renderRoot.querySelector('button'));
  });

  it('closes by a click beside it, by its button, and by the bell', async () => {
    const button = open.bell.renderRoot.querySelector('button');
    for (const close of [
      () => document.body.dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true })),
      () => open.find('[aria-label=Close]')?.click(),
      () => button?.click(),
    ]) {
      close();
      await open.settle();
      expect(open.bell.open).toBe(false);
      button?.click();
      await open.settle();
      expect(open.bell.open).toBe(true);
    }
  });

  it('reads once', () => {
    expect(open.gateway.hub.requests('inbox')).toEqual([{ view: 'inbox', limit: 50 }]);
  });

  it('marks what it displays as seen, once, and only when somebody can see it', async () => {
    expect(open.changes).toEqual([{ operation: 'seen', ids: ['c', 'b'] }]);
    const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    open.gateway.hub.push('inbox', news(9, [arrived(10)]));
    await open.settle();
    expect(open.changes).toHaveLength(1);
    state.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(open.changes.at(-1)).toEqual({ operation: 'seen', ids: ['n10'] });
  });

  it('shows and says what arrives', async () => {
    open.gateway.hub.push('inbox', news(9, [arrived(10)]));
    await open.settle(100);
    expect(open.titles).toEqual(['Flag n10', 'Third', 'Second', 'First']);
    expect(open.find('[role=status]')?.textContent).toContain('New notification: Flag n10');
  });

  it('is made of text, whatever the text looks like', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    open.gateway.hub.push('inbox', news(9, [{ sequence: 10, kind: 'arrived', item: item('e', 10, {
      title: evil, description: evil, reasons: [evil], subject: evil, actions: [{ text: evil, kind: 'navigate', url: 'javascript:alert(1)' }],
    }) }]));
    await open.settle();
    expect([open.inRow(0, '.title')?.textContent, open.inRow(0, '.description')?.textContent, open.inRow(0, '.subject')?.textContent]).toEqual([evil, evil, evil]);
    expect([open.inRow(0, 'img'), open.inRow(0, 'a')]).toEqual([undefined, undefined]);
  });

  it('reads anew when it is stale', async () => {
    open.items = [item('new', 40, { title: 'New' })];
    open.gateway.hub.push('inbox', news(9, [{ sequence: 10, kind: 'reset' }]));
    await open.settle();
    expect(open.titles).toEqual(['New']);
  });

  it('shows its other views, and kind words where there is nothing', async () => {
    await open.choose('unread');
    expect(open.titles).toEqual(['Third', 'Second']);
    for (const [tab, words] of [['saved', 'Nothing saved'], ['snoozed', 'Nothing snoozed'], ['archived', 'Nothing archived']] as const) {
      await open.choose(tab);
      expect(open.text('.strong')).toBe(words);
    }
  });

  it('reads more on demand', async () => {
    open.gateway.answers['inbox'] = ({ cursor }: { cursor?: string }) => cursor
      ? { items: [item('z', 1, { title: 'Last' })], position: at(9), counts: counts(9) }
      : { items: open.items, next: 'p2', position: at(9), counts: counts(9) };
    await open.choose('unread');
    open.find('.more')?.click();
    await open.settle();
    expect(open.titles.at(-1)).toBe('Last');
    expect(open.find('.more')).toBeUndefined();
  });

  it('says what is wrong, and tries again', async () => {
    open.gateway.answers['inbox'] = refuse('permission_missing');
    await open.choose('saved');
    expect(open.text('.empty p')).toBe('There is no inbox for you here.');
    open.gateway.answers['inbox'] = () => ({ items: open.items, position: at(9), counts: counts(9) });
    open.find('.empty button')?.click();
    await open.settle();
    expect(open.rows).toHaveLength(3);
  });

  it('says that it is not connected, and keeps what it shows', async () => {
    open.gateway.down = true;
    open.gateway.hub.drop();
    await open.settle();
    expect([open.text('.offline'), open.rows.length]).toEqual([expect.stringContaining('Reconnecting'), 3]);
    open.gateway.down = false;
    await open.settle(10_000);
    expect(open.find('.offline')).toBeUndefined();
  });

  it('reads when the connection is back', async () => {
    open.gateway.down = true;
    open.gateway.hub.drop();
    await open.settle();
    await open.choose('saved');
    expect(open.text('.empty p')).toMatch(/no connection/);
    open.gateway.down = false;
    await open.settle(10_000);
    expect(open.text('.strong')).toBe('Nothing saved');
  });

  it('marks all as read, but not what arrives meanwhile', async () => {
    open.find('.all')?.click();
    await open.settle();
    expect(open.changes.at(-1)).toEqual({ operation: 'read', all: { view: 'unread', through: 9 } });
  });
});

describe('the keyboard', () => {
  const focused = () => (open.root?.activeElement as unknown as { item?: InboxItem } | null)?.item?.id;

  it('goes through the list with the arrow keys, and reads with Enter', async () => {
    open.rows[0]?.focus();
    press(open.inRow(0, '.item'), 'ArrowDown');
    expect(focused()).toBe('b');
    press(open.inRow(1, '.item'), 'End');
    expect(focused()).toBe('a');
    press(open.inRow(2, '.item'), 'Home');
    await open.settle();
    expect(focused()).toBe('c');
    press(open.inRow(0, '.item'), 'Enter');
    await open.settle();
    expect(open.changes.at(-1)).toEqual({ operation: 'read', ids: ['c'] });
  });

  it('stays in place when a notification goes, and is on the tab when none is left', async () => {
    open.rows[1]?.focus();
    open.told(10, 'archive', 'b');
    await open.settle();
    expect(focused()).toBe('a');
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
});
