import { describe, expect, it } from 'vitest';
import { latestFailure } from '../../../../renderer/bridge/latest-failure.ts';
import { openStepBefore, stepBeforeModel } from '../../../../renderer/bridge/phase-guide.ts';
import type { Job } from '../../../../shared/contract/jobs.ts';
import type { Phase, PhaseName } from '../../../../shared/contract/phases.ts';
import { phaseNames } from '../../../../shared/contract/phases.ts';

function phasesWith(state: Phase['state'], name: PhaseName): Phase[] {
  return phaseNames.map((own) => ({
    name: own,
    state: own === name ? state : 'done',
    reasons: own === name ? ['the split settings have changed'] : [],
    finishedAt: null,
    resumableJobId: null,
    failure: null,
  }));
}

describe('the way to an evaluation', () => {
  it('begins at the first step that is not done, with its reasons', () => {
    expect(openStepBefore('evaluate', phasesWith('stale', 'split'))).toEqual({
      to: '/split',
      label: 'Split',
      reasons: ['the split settings have changed'],
    });
  });

  it('is open where everything before is done', () => {
    expect(openStepBefore('evaluate', phasesWith('stale', 'evaluate'))).toBeNull();
  });

  it('goes on to the report over the evaluation', () => {
    expect(openStepBefore('report', phasesWith('stale', 'evaluate'))?.to).toBe('/evaluate');
    expect(openStepBefore('report', phasesWith('stale', 'report'))).toBeNull();
  });

  it('begins with the data where nothing is known', () => {
    expect(openStepBefore('evaluate', [])?.to).toBe('/data');
  });
});

function job(createdAt: string, state: Job['state'], kind: Job['kind'] = 'evaluate'): Job {
  const failed = state === 'failed';
  return {
    id: createdAt,
    kind,
    by: null,
    state,
    progress: null,
    errorCode: failed ? 'statistics-impossible' : null,
    errorMessage: failed ? 'Too few people.' : null,
    output: null,
    createdAt,
    startedAt: null,
    endedAt: null,
  };
}

describe('why the latest work failed', () => {
  it('is told with its code', () => {
    const failure = latestFailure([job('2026-01-01', 'done'), job('2026-01-02', 'failed')], 'evaluate');
    expect(failure).toMatchObject({ code: 'statistics-impossible', message: 'Too few people.' });
  });

  it('is past once it was done again, and is not that of other work', () => {
    expect(latestFailure([job('2026-01-02', 'failed'), job('2026-01-03', 'done')], 'evaluate')).toBeNull();
    expect(latestFailure([job('2026-01-02', 'failed', 'report')], 'evaluate')).toBeNull();
  });
});

describe('the way to a model that can be adapted', () => {
  it('leads to the data, then to the split, then to the models', () => {
    expect(stepBeforeModel(false, []).to).toBe('/data');
    expect(stepBeforeModel(true, phasesWith('ready', 'import')).to).toBe('/data');
    expect(stepBeforeModel(true, phasesWith('ready', 'split')).to).toBe('/split');
    expect(stepBeforeModel(true, phasesWith('empty', 'adapt')).to).toBe('/models');
  });
});
