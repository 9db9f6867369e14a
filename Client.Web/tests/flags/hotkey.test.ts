import { expect, it } from 'vitest';
import { isHotkey } from '../../src/flags/hotkey.js';

const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);

it.each([
  ['the keys', { altKey: true, shiftKey: true, key: 'N', code: 'KeyN' }, 'Alt+Shift+N', true],
  ['the keys on macOS', { altKey: true, shiftKey: true, key: '˜', code: 'KeyN' }, 'Alt+Shift+N', true],
  ['a modifier less', { altKey: true, key: 'n', code: 'KeyN' }, 'Alt+Shift+N', false],
  ['a modifier more', { altKey: true, shiftKey: true, ctrlKey: true, key: 'N', code: 'KeyN' }, 'Alt+Shift+N', false],
  ['another letter', { altKey: true, shiftKey: true, key: 'M', code: 'KeyM' }, 'Alt+Shift+N', false],
  ['another hotkey', { ctrlKey: true, key: 'j', code: 'KeyJ' }, 'ctrl+j', true],
  ['no hotkey', { key: 'n', code: 'KeyN' }, '', false],
])('knows %s', (_, init, hotkey, expected) => {
  expect(isHotkey(press(init), hotkey)).toBe(expected);
});
