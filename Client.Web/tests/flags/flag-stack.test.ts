import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FlagStack } from '../../src/flags/flag-stack.js';
import type { Flag } from '../../src/flags/flag.js';

let stack: FlagStack;
const changed = vi.fn();
const shown = vi.fn<(flag: Flag, updated: boolean) => void>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  stack = new FlagStack(changed, shown);
});

afterEach(() => vi.useRealTimers());

const add = (id: string, isAutoDismiss = false) => stack.add({ id, title: id, isAutoDismiss });
const visible = () => stack.visible.map(({ flag }) => flag.id);

describe('places', () => {
  it('are three, the newest in front, the rest wait', () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) add(id);
    expect(visible()).toEqual(['c', 'b', 'a']);
    expect(stack.waiting).toBe(2);
  });

  it('are filled from the queue in order', () => {
    const [a] = ['a', 'b', 'c', 'd', 'e'].map((id) => add(id));
    a?.close();
    expect(visible()).toEqual(['d', 'c', 'b']);
    expect(stack.waiting).toBe(1);
    expect(shown.mock.calls.map(([flag]) => flag.id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are bounded: the oldest that waits is dropped', () => {
    for (let id = 0; id < 200; id++) add(String(id));
    expect(stack.waiting).toBe(100);
    stack.closeAll();
    expect([visible(), stack.waiting]).toEqual([[], 0]);
  });
});

describe('a flag with the same id', () => {
  it('takes the place of the visible one', () => {
    add('a');
    add('b');
    stack.add({ id: 'a', title: 'again' });
    expect(stack.visible.map(({ flag }) => flag.title)).toEqual(['b', 'again']);
    expect(shown.mock.calls.map(([flag, updated]) => [flag.title, updated])).toEqual([['a', false], ['b', false], ['again', true]]);
  });

  it('is shown again when the first was closed', () => {
    add('a').close();
    stack.add({ id: 'a', title: 'again' });
    expect(stack.visible.map(({ flag }) => flag.title)).toEqual(['again']);
    expect(shown).toHaveBeenLastCalledWith({ id: 'a', title: 'again' }, false);
  });

  it('takes the place of the one that waits', () => {
    for (const id of ['a', 'b', 'c', 'd']) add(id);
    stack.add({ id: 'd', title: 'again' });
    expect(stack.waiting).toBe(1);
  });

  it('is not closed by the handle of one that is gone', () => {
    const first = add('a');
    first.close();
    add('a');
    first.close();
    expect(visible()).toEqual(['a']);
  });
});

describe('close', () => {
  it('takes a flag out of the queue', () => {
    const handles = ['a', 'b', 'c', 'd'].map((id) => add(id));
    handles[3]?.close();
    expect(stack.waiting).toBe(0);
  });

  it('does nothing the second time', () => {
    const handle = add('a');
    handle.close();
    changed.mockClear();
    handle.close();
    expect(changed).not.toHaveBeenCalled();
  });
});

describe('auto-dismiss', () => {
  it('takes 8 s, and only where it is asked for', () => {
    add('stays');
    add('goes', true);
    vi.advanceTimersByTime(7_999);
    expect(visible()).toEqual(['goes', 'stays']);
    vi.advanceTimersByTime(1);
    expect(visible()).toEqual(['stays']);
  });

  it('counts from when the flag is visible', () => {
    const [first] = ['a', 'b', 'c'].map((id) => add(id));
    add('d', true);
    vi.advanceTimersByTime(60_000);
    first?.close();
    vi.advanceTimersByTime(7_999);
    expect(visible()).toContain('d');
    vi.advanceTimersByTime(1);
    expect(visible()).not.toContain('d');
  });

  it('keeps what remains while it is paused, until no reason is left', () => {
    add('a', true);
    vi.advanceTimersByTime(5_000);
    stack.pause('hover');
    stack.pause('focus');
    vi.advanceTimersByTime(60_000);
    stack.resume('hover');
    vi.advanceTimersByTime(60_000);
    stack.resume('focus');
    stack.resume('focus');
    vi.advanceTimersByTime(2_999);
    expect(visible()).toEqual(['a']);
    vi.advanceTimersByTime(1);
    expect(visible()).toEqual([]);
  });

  it('is paused for flags that come later too', () => {
    stack.pause('hidden');
    add('a', true);
    vi.advanceTimersByTime(60_000);
    stack.resume('hidden');
    vi.advanceTimersByTime(7_999);
    expect(visible()).toEqual(['a']);
  });

  it('starts anew when the flag is replaced', () => {
    add('a', true);
    vi.advanceTimersByTime(5_000);
    add('a', true);
    vi.advanceTimersByTime(7_999);
    expect(visible()).toEqual(['a']);
    vi.advanceTimersByTime(1);
    expect([visible(), vi.getTimerCount()]).toEqual([[], 0]);
  });
});

describe('a watcher', () => {
  const watch = () => ({ displayed: vi.fn(), removed: vi.fn() });
  const shown = (watcher: ReturnType<typeof watch>) => [watcher.displayed.mock.calls.length, watcher.removed.mock.calls];

  it('hears of what is visible, and not of what waits', () => {
    const watchers = ['a', 'b', 'c', 'd'].map((id) => {
      const watcher = watch();
      stack.add({ id, title: id }, watcher);
      return watcher;
    });
    expect(watchers.map(({ displayed }) => displayed.mock.calls.length)).toEqual([1, 1, 1, 0]);
    const [entry] = stack.visible;
    if (entry) stack.close(entry, true);
    expect(watchers.map(shown)).toEqual([[1, []], [1, []], [1, [[true]]], [1, []]]);
  });

  it('hears whether it was the user who wanted it to go', () => {
    const [byTime, byProgram, byUser] = [watch(), watch(), watch()];
    stack.add({ id: 'a', title: 'a', isAutoDismiss: true }, byTime);
    vi.advanceTimersByTime(8_000);
    stack.add({ id: 'b', title: 'b' }, byProgram).close();
    stack.add({ id: 'c', title: 'c' }, byUser);
    stack.closeAll(true);
    expect([byTime, byProgram, byUser].map(({ removed }) => removed.mock.calls)).toEqual([[[false]], [[false]], [[true]]]);
  });

  it('hears of one that was dropped', () => {
    const watcher = watch();
    for (const id of ['a', 'b', 'c']) add(id);
    stack.add({ id: 'first', title: 'first' }, watcher);
    for (let id = 0; id < 100; id++) add(String(id));
    expect(shown(watcher)).toEqual([0, [[false]]]);
  });
});
