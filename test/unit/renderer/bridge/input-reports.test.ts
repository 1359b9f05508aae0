import { describe, expect, it } from 'vitest';
import { createInputReports } from '../../../../renderer/bridge/input-reports.ts';

function watchInput() {
  const told: { readonly at: number; readonly secondsAgo: number }[] = [];
  const clock = { now: 1_000_000 };
  let waiting: { readonly callback: () => void; readonly due: number } | null = null;
  const reports = createInputReports({
    now: () => clock.now,
    later(callback, milliseconds) {
      waiting = { callback, due: clock.now + milliseconds };
      return () => {
        waiting = null;
      };
    },
    report: (secondsAgo) => told.push({ at: (clock.now - 1_000_000) / 1000, secondsAgo }),
  });
  /** Lets so many seconds pass, with what is due in them. */
  const pass = (seconds: number): void => {
    const end = clock.now + seconds * 1000;
    if (waiting !== null && waiting.due <= end) {
      clock.now = waiting.due;
      const { callback } = waiting;
      waiting = null;
      callback();
    }
    clock.now = end;
  };
  return { reports, told, pass, clock };
}

describe('reports of input', () => {
  it('tell the first input at once, and nothing without input', () => {
    const { reports, told, pass } = watchInput();
    reports.note();
    pass(300);
    expect(told).toEqual([{ at: 0, secondsAgo: 0 }]);
  });

  it('tell further input once after 30 seconds, with its age', () => {
    const { reports, told, pass } = watchInput();
    reports.note();
    for (let second = 0; second < 20; second += 1) {
      pass(1);
      reports.note();
    }
    pass(60);
    expect(told).toEqual([
      { at: 0, secondsAgo: 0 },
      { at: 30, secondsAgo: 10 },
    ]);
  });

  it('tell input after a pause at once, so that a lock that is near does not come first', () => {
    const { reports, told, pass } = watchInput();
    reports.note();
    pass(59);
    reports.note();
    expect(told.at(-1)).toEqual({ at: 59, secondsAgo: 0 });
  });

  it('tell input at once when the clock was set back', () => {
    const { reports, told, clock } = watchInput();
    reports.note();
    clock.now -= 3_600_000;
    reports.note();
    expect(told.length).toBe(2);
  });

  it('tell nothing after they were stopped', () => {
    const { reports, told, pass } = watchInput();
    reports.note();
    reports.note();
    reports.stop();
    pass(60);
    expect(told.length).toBe(1);
  });
});
