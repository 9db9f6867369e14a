import { expect, it, vi } from 'vitest';
import { Emitter } from '../../src/connection/emitter.js';

it('tells every listener, also after one that throws, until it is taken away', () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
  const emitter = new Emitter<{ news: number }>();
  const heard = vi.fn();
  emitter.on('news', () => {
    throw new Error('broken');
  });
  const off = emitter.on('news', heard);
  emitter.emit('news', 1);
  off();
  emitter.emit('news', 2);
  expect(heard.mock.calls).toEqual([[1]]);
  expect(complaint).toHaveBeenCalledTimes(2);
});
