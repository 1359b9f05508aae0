import { describe, expect, it } from 'vitest';
import { latestFailure } from '../../../../renderer/bridge/latest-failure.ts';
import { modelState, openStepBefore, openStepBeforeModelWork } from '../../../../renderer/bridge/phase-guide.ts';
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

  it('goes over the phases that only some studies have, where the study has them', () => {
    expect(openStepBefore('evaluate', phasesWith('stale', 'cross-fit'))?.to).toBe('/simulate');
    const without = phasesWith('stale', 'evaluate').filter(({ name }) => name !== 'cross-fit');
    expect(openStepBefore('evaluate', without)).toBeNull();
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

describe('the way to work of the base model', () => {
  it('leads to the data, then to the split, then to the models', () => {
    expect(openStepBeforeModelWork('adapt', [], 'ready')?.to).toBe('/data');
    expect(openStepBeforeModelWork('adapt', phasesWith('ready', 'import'), 'none')?.to).toBe('/data');
    expect(openStepBeforeModelWork('adapt', phasesWith('stale', 'split'), 'missing')?.to).toBe('/split');
    expect(openStepBeforeModelWork('adapt', phasesWith('empty', 'adapt'), 'none')).toEqual({
      to: '/models',
      label: 'Models',
      reasons: ['no base model has been chosen'],
    });
    expect(openStepBeforeModelWork('adapt', phasesWith('stale', 'adapt'), 'ready')).toBeNull();
  });

  it('needs the file before the adapter that is trained with it', () => {
    const phases = phasesWith('stale', 'adapt');
    expect(openStepBeforeModelWork('simulate-adapted', phases, 'missing')?.to).toBe('/models');
    expect(openStepBeforeModelWork('simulate-adapted', phases, 'ready')?.to).toBe('/adapt');
    expect(openStepBeforeModelWork('simulate-base', phases, 'ready')).toBeNull();
  });

  it('tells a model that was chosen from one whose file is there', () => {
    expect(modelState([{ isCurrent: false, isMissing: false }])).toBe('none');
    expect(modelState([{ isCurrent: true, isMissing: true }])).toBe('missing');
    expect(modelState([{ isCurrent: true, isMissing: false }])).toBe('ready');
  });
});
