import { describe, expect, it } from 'vitest';
import { offeredResume } from '../../../../renderer/views/adapt/offered-resume.ts';

const phase = { resumableJobId: 'a' };

describe('the offer to resume an adaptation', () => {
  it('is made for a run that was interrupted, cancelled, or failed after a checkpoint', () => {
    expect(offeredResume({ jobId: 'a', state: 'interrupted', checkpointStep: null }, phase)).toBe('a');
    expect(offeredResume({ jobId: 'a', state: 'cancelled', checkpointStep: 40 }, phase)).toBe('a');
    expect(offeredResume({ jobId: 'a', state: 'failed', checkpointStep: 40 }, phase)).toBe('a');
  });

  it('is not made for a run that failed before its first checkpoint', () => {
    expect(offeredResume({ jobId: 'a', state: 'failed', checkpointStep: null }, phase)).toBe(null);
  });

  it('is not made where nothing can be resumed', () => {
    expect(offeredResume({ jobId: 'a', state: 'done', checkpointStep: null }, { resumableJobId: null })).toBe(null);
    expect(offeredResume(undefined, undefined)).toBe(null);
  });
});
