import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  formatTimeLeft,
  progressFigures,
  progressShare,
} from '../../../../renderer/ui/format-progress.ts';

const progress = { phase: 'Simulating', done: 6240, total: 12_060, unit: 'answers', rate: 78, secondsLeft: 360 };

describe('progress in words', () => {
  it('says done, total, rate and time left in units of the work', () => {
    expect(progressFigures(progress)).toBe('6\u202f240 of 12\u202f060 answers, 78 a second, 5 to 7 min left');
  });

  it('says tokens a second where tokens are computed', () => {
    expect(progressFigures({ ...progress, secondsLeft: null, tokensPerSecond: 1303 })).toContain(
      '1\u202f303 tokens a second',
    );
  });

  it('counts bytes in megabytes', () => {
    expect(progressFigures({ ...progress, unit: 'bytes', done: 5e6, total: 2e7, rate: null, secondsLeft: null })).toBe(
      '5.00 of 20.0 MB',
    );
  });

  it('has no share and no figures while the total is unknown', () => {
    expect(progressShare({ ...progress, total: 0 })).toBeNull();
    expect(progressFigures({ ...progress, total: 0 })).toBe('');
  });

  it('keeps the share between 0 and 1', () => {
    expect(progressShare({ ...progress, done: 20_000 })).toBe(1);
  });
});

describe('time left', () => {
  it('is a range that widens with its length', () => {
    expect([3, 42, 600, 7200].map(formatTimeLeft)).toEqual(['a few seconds', 'about 45 s', '8 to 12 min', '1 to 3 h']);
  });
});

describe('a duration', () => {
  it('is told in at most two units', () => {
    expect([8, 200, 180, 3900, 7200].map(formatDuration)).toEqual(['8 s', '3 min 20 s', '3 min', '1 h 5 min', '2 h']);
  });
});
