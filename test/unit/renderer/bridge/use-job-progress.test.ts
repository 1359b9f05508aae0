import { describe, expect, it } from 'vitest';
import { latestProgress } from '../../../../renderer/bridge/use-job-progress.ts';
import type { Progress } from '../../../../shared/contract/jobs.ts';

const progress: Progress = { phase: 'Adapting', done: 3, total: 9, unit: 'steps', rate: 1, secondsLeft: 6 };

describe('the latest progress of a job', () => {
  it('is the one that was told last', () => {
    const later = { ...progress, done: 4 };
    expect(latestProgress(progress, { type: 'progress', progress: later })).toBe(later);
  });

  it('stays through lines of the log', () => {
    const log = { type: 'log', at: '2026-01-01', level: 'info', message: 'a line' } as const;
    expect(latestProgress(progress, log)).toBe(progress);
  });
});
