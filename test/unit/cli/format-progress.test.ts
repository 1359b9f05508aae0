import { describe, expect, it } from 'vitest';
import { formatDuration, formatElapsed, formatProgress } from '../../../electron/cli/format-progress.ts';
import type { Progress } from '../../../shared/contract/jobs.ts';

function progress(fields: Partial<Progress>): Progress {
  return { phase: 'Working', done: 0, total: 100, unit: 'steps', rate: null, secondsLeft: null, ...fields };
}

describe('a line of progress', () => {
  it('tells percent, count, speed and the time that is left', () => {
    expect(formatProgress(progress({ done: 50, total: 90, rate: 0.7414, secondsLeft: 54.4 }))).toBe(
      'Working: 55 %, 50 of 90 steps, 0.74 steps/s, about 54 s left',
    );
    expect(formatProgress(progress({ done: 1500, total: 12000, rate: 123.4, secondsLeft: 85 }))).toBe(
      'Working: 12 %, 1\u202f500 of 12\u202f000 steps, 123 steps/s, about 1 min 25 s left',
    );
  });

  it('counts bytes in megabytes', () => {
    expect(formatProgress(progress({ unit: 'bytes', done: 12.3e6, total: 45.6e6, rate: 20e6, secondsLeft: 1.7 }))).toBe(
      'Working: 26 %, 12.3\u202fMB of 45.6\u202fMB, 20.0\u202fMB/s, about 2 s left',
    );
  });

  it('tells no speed where there is none to speak of: few units, the beginning, the end', () => {
    expect(formatProgress(progress({ done: 1, total: 2, unit: 'files', rate: 0.9, secondsLeft: 1 }))).toBe(
      'Working: 50 %, 1 of 2 files',
    );
    expect(formatProgress(progress({}))).toBe('Working: 0 %, 0 of 100 steps');
    expect(formatProgress(progress({ done: 100, rate: 9, secondsLeft: 0 }))).toBe('Working: 100 %, 100 of 100 steps');
  });

  it('never says that no time is left before the end', () => {
    expect(formatProgress(progress({ done: 99, rate: 50, secondsLeft: 0.02 }))).toContain('about 1 s left');
  });

  it('is complete when there is nothing to do', () => {
    expect(formatProgress(progress({ total: 0 }))).toBe('Working: 100 %, 0 of 0 steps');
  });
});

describe('durations', () => {
  it('are written in the two largest units', () => {
    expect([0.4, 59.4, 60, 200, 3600, 5430, 86_400].map(formatDuration)).toEqual([
      '0 s',
      '59 s',
      '1 min',
      '3 min 20 s',
      '1 h',
      '1 h 30 min',
      '24 h',
    ]);
  });

  it('show a tenth of a second where that matters', () => {
    expect([0, 0.04, 0.26, 9.94, 9.96, 61].map(formatElapsed)).toEqual([
      'under 0.1 s',
      'under 0.1 s',
      '0.3 s',
      '9.9 s',
      '10 s',
      '1 min 1 s',
    ]);
  });
});
