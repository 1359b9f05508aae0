import { describe, expect, it } from 'vitest';
import { secondsLeft } from '../../../electron/core/jobs/cell-pace.ts';

const timed = [
  { tunes: false, seconds: 4 },
  { tunes: true, seconds: 20 },
  { tunes: true, seconds: 30 },
];

describe('the time that cells take', () => {
  it('is unknown before the first is done', () => {
    expect(secondsLeft([], [true, true], 3)).toBeNull();
  });

  it('is the mean of the finished cells of their kind, less what the running one has taken', () => {
    expect(secondsLeft(timed, [true, true, false], 10)).toBe(15 + 25 + 4);
  });

  it('does not fall below nothing for a cell that takes longer than the others', () => {
    expect(secondsLeft(timed, [false], 60)).toBe(0);
  });

  it('is that of all cells where none of a kind is done', () => {
    expect(secondsLeft(timed.slice(0, 1), [true], 1)).toBe(3);
  });
});
