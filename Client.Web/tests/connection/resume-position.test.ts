import { describe, expect, it } from 'vitest';
import { ResumePosition } from '../../src/connection/resume-position.js';

const at = (sequence: number, epoch = 'a') => ({ epoch, sequence });

function settledAt(sequence: number): ResumePosition {
  const position = new ResumePosition();
  position.begin();
  position.settle(at(sequence));
  return position;
}

describe('ResumePosition', () => {
  it('has none before the first answer', () => {
    expect(new ResumePosition().last).toBeUndefined();
  });

  it('only grows within an epoch', () => {
    const position = settledAt(5);
    expect(position.advance(at(7))).toBe(true);
    expect(position.advance(at(6))).toBe(true);
    expect(position.last).toEqual(at(7));
    position.begin();
    position.settle(at(4));
    expect(position.last).toEqual(at(7));
  });

  it('does not take up another epoch from a live batch', () => {
    const position = settledAt(5);
    expect(position.advance(at(1, 'b'))).toBe(false);
    expect(position.last).toEqual(at(5));
  });

  it('takes up another epoch from an answer', () => {
    const position = settledAt(5);
    position.begin();
    position.settle(at(1, 'b'));
    expect(position.last).toEqual(at(1, 'b'));
  });

  it('holds back live positions while a subscribe is under way', () => {
    const position = settledAt(5);
    position.begin();
    position.advance(at(9));
    expect(position.last).toEqual(at(5));
    position.settle(at(8));
    expect(position.last).toEqual(at(9));
  });

  it('goes on holding back after a subscribe that failed', () => {
    const position = settledAt(5);
    position.begin();
    position.advance(at(9));
    position.advance(at(10));
    position.begin();
    position.settle(at(8));
    expect(position.last).toEqual(at(8));
  });

  it('does not trust what it held back when messages were dropped meanwhile', () => {
    const position = settledAt(5);
    position.begin();
    position.lost();
    position.advance(at(9));
    position.settle(at(7));
    expect(position.last).toEqual(at(7));
  });
});
