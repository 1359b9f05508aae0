import { describe, expect, it } from 'vitest';
import type { RailFacts } from '../../../../renderer/app/rail-states.ts';
import { railState } from '../../../../renderer/app/rail-states.ts';
import type { Phase } from '../../../../shared/contract/phases.ts';

const phase = (name: Phase['name'], state: Phase['state'], reasons: string[] = []): Phase => ({
  name,
  state,
  reasons,
  finishedAt: null,
  resumableJobId: null,
  failure: null,
});

const facts = (change: Partial<RailFacts> = {}): RailFacts => ({
  phases: [],
  respondents: null,
  codebook: null,
  models: 0,
  model: 'none',
  runs: 0,
  experimentsRun: false,
  ...change,
});

describe('the states of the rail', () => {
  it('call everything empty in a new project, and models none yet', () => {
    expect(railState('data', facts()).words).toBe('empty');
    expect(railState('codebook', facts()).words).toBe('empty');
    expect(railState('models', facts()).words).toBe('none yet');
  });

  it('say state and count in words', () => {
    const phases = [phase('import', 'done'), phase('split', 'done'), phase('adapt', 'running')];
    const known = facts({ phases, respondents: 12_060, runs: 2 });
    expect(railState('data', known).words).toBe('done, 12\u202f060 rows');
    expect(railState('split', known).words).toBe('done, locked');
    expect(railState('adapt', known).words).toBe('running, 2 runs');
  });

  it('show of the two simulations the state that asks most for attention, with its reasons', () => {
    const phases = [phase('simulate-base', 'done'), phase('simulate-adapted', 'stale', ['the adapter changed'])];
    const state = railState('simulate', facts({ phases }));
    expect(state).toEqual({ state: 'stale', words: 'stale, 1 of 2 done', reasons: ['the adapter changed'] });
  });

  it('call a step failed whose repeat failed, and say that the former result stands', () => {
    const failure = { code: 'file-not-found' as const, message: 'The model file is gone.' };
    const phases = [{ ...phase('adapt', 'done'), failure }];
    expect(railState('adapt', facts({ phases, runs: 1 }))).toEqual({
      state: 'failed',
      words: 'failed, 1 run',
      reasons: ['The model file is gone.', 'What was finished before still stands'],
    });
    const again = [{ ...phase('adapt', 'running'), failure }];
    expect(railState('adapt', facts({ phases: again })).state).toBe('running');
  });

  it('call Evaluate running while experiments are under way, which are no phase', () => {
    const phases = [phase('evaluate', 'done')];
    expect(railState('evaluate', facts({ phases })).words).toBe('done');
    expect(railState('evaluate', facts({ phases, experimentsRun: true })).words).toBe('running');
    expect(railState('report', facts({ phases, experimentsRun: true })).words).toBe('empty');
  });

  it('count what is open in the codebook before the variables', () => {
    expect(railState('codebook', facts({ codebook: { variables: 27, faults: 3 } })).words).toBe('3 open, 27 variables');
    expect(railState('codebook', facts({ codebook: { variables: 27, faults: 0 } })).words).toBe('done, 27 variables');
  });

  it('tell a chosen model from models that are only known', () => {
    expect(railState('models', facts({ models: 2 })).words).toBe('none chosen, 2 models');
    expect(railState('models', facts({ models: 1, model: 'ready' })).words).toBe('chosen, 1 model');
    const missing = railState('models', facts({ models: 1, model: 'missing' }));
    expect(missing).toMatchObject({ state: 'failed', words: 'file missing, 1 model' });
  });

  it('say at the steps that need the model file that it is gone, unless they have what they need', () => {
    const needs = ['the file of the base model is not where it was'];
    const phases = [phase('adapt', 'done'), phase('simulate-base', 'empty', needs)];
    const gone = facts({ phases, models: 1, model: 'missing', runs: 1 });
    expect(railState('simulate', gone)).toEqual({ state: 'empty', words: 'empty, no model file', reasons: needs });
    expect(railState('adapt', gone).words).toBe('done, 1 run');
  });
});
