import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../src/elements.js';
import type { Flag } from '../../src/flags/flag.js';
import type { NotificationFlag } from '../../src/flags/notification-flag.js';
import type { NotificationFlags } from '../../src/flags/notification-flags.js';
import { showFlag } from '../../src/flags/show-flag.js';

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
const stack = () => document.querySelector('notification-flags') as NotificationFlags;
const stackOrMade = () => {
  if (!stack()) document.body.append(document.createElement('notification-flags'));
  return stack();
};
const inStack = <Found extends Element>(selector: string) => [...stack().renderRoot.querySelectorAll<Found>(selector)];
const flags = () => inStack<NotificationFlag>('notification-flag');

function within<Found extends HTMLElement>(index: number, selector: string): Found | null {
  return flags()[index]?.renderRoot.querySelector<Found>(selector) ?? null;
}

async function show(flag: Partial<Flag> & Pick<Flag, 'id'>) {
  const handle = showFlag({ title: `Flag ${flag.id}`, ...flag });
  await settle();
  return handle;
}

function press(target: EventTarget | null | undefined, key: string): void {
  target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}

describe('a flag', () => {
  it('is made of text, whatever the text looks like', async () => {
    const evil = '<img src=x onerror=alert(1)>${1}{{1}}';
    await show({ id: 1, title: evil, description: evil, actions: [{ text: evil, onClick: () => {} }] });
    expect(within(0, '.title')?.textContent).toBe(evil);
    expect(within(0, '.description')?.textContent).toBe(evil);
    expect(within(0, '.action')?.textContent?.trim()).toBe(evil);
    expect(within(0, 'img')).toBeNull();
    expect(within(0, '.dismiss')?.getAttribute('aria-label')).toBe(`Dismiss: ${evil}`);
  });

  it.each([
    ['info', undefined, 'Information', false], ['success', undefined, 'Success', false],
    ['warning', 'warning', 'Warning', true], ['error', 'error', 'Error', true],
  ] as const)('of type %s has a named icon', async (type, appearance, name, bold) => {
    await show({ id: 1, type, ...(appearance && { appearance }) });
    expect(within(0, '.icon')?.getAttribute('aria-label')).toBe(name);
    expect(within(0, '.flag')?.classList.contains('bold')).toBe(bold);
  });

  it('says when it happened if that was a while ago', async () => {
    await show({ id: 1, time: new Date(Date.now() - 600_000).toISOString() });
    expect(within(0, 'time')).not.toBeNull();
  });

  it('says how many were withheld before it', async () => {
    await show({ id: 1, withheld: 4 });
    await show({ id: 2 });
    expect(within(1, '.withheld')?.textContent).toBe('and 4 more before');
    expect(within(0, '.withheld')).toBeNull();
  });

  it('goes when it is dismissed, closed, or its time is over', async () => {
    const handle = await show({ id: 1 });
    await show({ id: 2 });
    await show({ id: 3, isAutoDismiss: true });
    within(1, '.dismiss')?.click();
    handle.close();
    await settle(8_000);
    expect(flags()).toEqual([]);
    expect(inStack('section')[0]?.hasAttribute('hidden')).toBe(true);
  });
});

describe('what the user closes', () => {
  const removed = vi.fn();

  beforeEach(async () => {
    removed.mockClear();
    for (const id of [1, 2, 3, 4]) stackOrMade().show({ id, title: String(id) }, { displayed: () => {}, removed });
    await settle();
  });

  it.each<[string, () => void, boolean[]]>([
    ['by the button', () => within(0, '.dismiss')?.click(), [true]],
    ['by Escape', () => press(within(0, '.flag'), 'Escape'), [true]],
    ['all at once', () => inStack<HTMLElement>('.more button')[0]?.click(), [true, true, true, true]],
  ])('%s is told as such', (_, close, calls) => {
    close();
    expect(removed.mock.calls.flat()).toEqual(calls);
  });

  it('is not what the page closes', () => {
    stack().closeAll();
    expect(removed.mock.calls.flat()).toEqual([false, false, false, false]);
  });
});

describe('the stack', () => {
  it('is made once, when the page has none', async () => {
    await show({ id: 1 });
    await show({ id: 2 });
    expect(document.querySelectorAll('notification-flags')).toHaveLength(1);
    expect(flags().map(({ flag }) => flag?.id)).toEqual([2, 1]);
  });

  it('says how many wait, and can be emptied', async () => {
    for (const id of [1, 2, 3, 4, 5]) await show({ id });
    expect(inStack('.more span')[0]?.textContent).toBe('+2 more');
    inStack<HTMLElement>('.more button')[0]?.click();
    await settle();
    expect(flags()).toEqual([]);
  });

  it('pauses under the pointer and in a hidden tab', async () => {
    await show({ id: 1, isAutoDismiss: true });
    const section = inStack('section')[0];
    section?.dispatchEvent(new Event('pointerenter'));
    await settle(20_000);
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    section?.dispatchEvent(new Event('pointerleave'));
    await settle(20_000);
    expect(flags()).toHaveLength(1);
    vi.mocked(Object.getOwnPropertyDescriptor(document, 'visibilityState')?.get as () => string).mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    await settle(8_000);
    expect(flags()).toHaveLength(0);
  });
});

describe('screen readers', () => {
  const regions = () => inStack('[role=status], [role=alert]').map((region) => region.textContent?.trim());

  it('find both live regions before any text is in them', async () => {
    document.body.append(document.createElement('notification-flags'));
    await settle();
    expect(regions()).toEqual(['', '']);
    const [polite, assertive] = inStack('[role=status], [role=alert]');
    await show({ id: 1, title: 'Saved', description: 'All of it' });
    expect(regions()).toEqual(['', '']);
    await settle(150);
    expect(regions()).toEqual(['Saved. All of it', '']);
    await show({ id: 2, title: 'Broken', type: 'error' });
    await settle(150);
    expect(regions()).toEqual(['Saved. All of it', 'Broken']);
    expect(inStack('[role=status], [role=alert]')).toEqual([polite, assertive]);
    await settle(10_000);
    expect(regions()).toEqual(['', '']);
  });

  it('is polite when a flag is updated in its place, also where its first text was urgent', async () => {
    await show({ id: 1, title: 'Failed', type: 'error' });
    await settle(10_150);
    await show({ id: 1, title: 'Failed again', type: 'error' });
    await settle(150);
    expect(regions()).toEqual(['Failed again', '']);
  });
});

describe('the focus', () => {
  let field: HTMLInputElement;

  beforeEach(() => {
    field = document.createElement('input');
    document.body.append(field);
    field.focus();
  });

  const hotkey = () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'N', code: 'KeyN', altKey: true, shiftKey: true }));
  const focused = () => stack().shadowRoot?.activeElement;

  it('stays where it is when a flag is shown', async () => {
    await show({ id: 1, type: 'error', actions: [{ text: 'Go', onClick: () => {} }] });
    expect(document.activeElement).toBe(field);
  });

  it('goes to the newest flag by hotkey, and back by Esc', async () => {
    await show({ id: 1 });
    await show({ id: 2 });
    hotkey();
    expect(focused()).toBe(flags()[0]);
    press(flags()[0]?.shadowRoot?.activeElement, 'Escape');
    await settle();
    expect(flags().map(({ flag }) => flag?.id)).toEqual([1]);
    expect(focused()).toBe(flags()[0]);
    press(flags()[0]?.shadowRoot?.activeElement, 'Escape');
    await settle();
    expect(flags()).toEqual([]);
    expect(document.activeElement).toBe(field);
  });

  it('goes to the newest flag, or back, when the flag that has it is closed in another tab', async () => {
    const older = await show({ id: 1 });
    const newer = await show({ id: 2 });
    hotkey();
    newer.close();
    await settle();
    expect(focused()).toBe(flags()[0]);
    older.close();
    await settle();
    expect(document.activeElement).toBe(field);
  });
});

describe('actions', () => {
  const call = { text: 'Assign to me', kind: 'call', url: '/rest/assign', method: 'POST' } as const;

  it('send once, show how it went, and say so', async () => {
    let respond = (_: Response) => {};
    const fetched = vi.spyOn(globalThis, 'fetch').mockReturnValue(new Promise((resolve) => (respond = resolve)));
    await show({ id: 1, actions: [call], isAutoDismiss: true });
    within(0, '.action')?.click();
    within(0, '.action')?.click();
    await settle(20_000);
    expect(fetched).toHaveBeenCalledOnce();
    expect(within(0, '.action')?.textContent).toContain('…');
    respond(new Response(null, { status: 403 }));
    await settle(150);
    expect(within(0, '.outcome')?.textContent).toBe('Failed: 403');
    expect(inStack('[role=status]')[0]?.textContent).toContain('Assign to me: Failed: 403');
  });

  it('are done once they succeeded', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(null, { status: 204 }));
    await show({ id: 1, actions: [call] });
    within(0, '.action')?.click();
    await settle();
    within(0, '.action')?.click();
    expect(fetched).toHaveBeenCalledOnce();
    expect(within(0, '.outcome')?.textContent).toBe('Done');
  });

  it('ask before they leave the site', async () => {
    const opened = vi.spyOn(window, 'open').mockReturnValue(null);
    await show({ id: 1, actions: [{ text: 'Read', kind: 'open', url: 'https://elsewhere.example/x' }] });
    expect(within(0, 'a')).toBeNull();
    within(0, '.action')?.click();
    await settle();
    expect(opened).not.toHaveBeenCalled();
    expect(within(0, '.question')?.textContent).toContain('elsewhere.example');
    expect(flags()[0]?.shadowRoot?.activeElement).toBe(within(0, '.stay'));
    within(0, '.stay')?.click();
    await settle();
    within(0, '.action')?.click();
    await settle();
    within(0, '.go')?.click();
    await settle();
    expect(opened).toHaveBeenCalledExactlyOnceWith('https://elsewhere.example/x', '_blank', 'noopener,noreferrer');
    expect(flags()).toEqual([]);
  });

  it('within the site are links', async () => {
    await show({ id: 1, actions: [{ text: 'Read', kind: 'open', url: '/wiki/x' }] });
    const link = within<HTMLAnchorElement>(0, 'a');
    expect([link?.getAttribute('href'), link?.target, link?.rel])
      .toEqual([new URL('/wiki/x', location.origin).href, '_blank', 'noopener noreferrer']);
  });
});
