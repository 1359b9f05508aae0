import { expect, it } from 'vitest';
import { jobEnds } from '../../../../renderer/app/job-ends.ts';
import type { Job } from '../../../../shared/contract/jobs.ts';

function job(id: string, state: Job['state'], rest: Partial<Job> = {}): Job {
  return {
    id,
    kind: 'simulate',
    by: 'adapted',
    state,
    progress: null,
    errorCode: null,
    errorMessage: null,
    output: null,
    createdAt: id,
    startedAt: null,
    endedAt: null,
    ...rest,
  };
}

it('the end of work is told once, with its model and why it failed', () => {
  const running = [job('a', 'running'), job('b', 'queued', { kind: 'adapt', by: null })];
  const ended = [
    job('a', 'failed', { errorMessage: 'The model file is gone.' }),
    job('b', 'done', { kind: 'adapt', by: null }),
  ];
  expect(jobEnds(running, ended)).toEqual([
    'Simulation, adapted model: failed. The model file is gone.',
    'Adaptation: done.',
  ]);
  expect(jobEnds(ended, ended)).toEqual([]);
  expect(jobEnds(null, ended)).toEqual([]);
  expect(jobEnds([], ended)).toHaveLength(2);
  expect(jobEnds([job('a', 'queued')], [job('a', 'running')])).toEqual([]);
});

it('the end of work that was tried again is told too, also where nobody saw it run', () => {
  const failed = [job('a', 'failed', { endedAt: '2026-01-01', errorMessage: 'The model file is gone.' })];
  const done = [job('a', 'done', { endedAt: '2026-01-02' })];
  expect(jobEnds(failed, done)).toEqual(['Simulation, adapted model: done.']);
  expect(jobEnds(done, done)).toEqual([]);
});
