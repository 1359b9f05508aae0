import { describe, expect, test } from 'vitest';
import {
  finishExperimentCell,
  saveExperimentCell,
} from '../../../electron/core/database/repositories/experiment-cells.ts';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import {
  cellFingerprint,
  experimentResults,
  plannedCells,
} from '../../../electron/core/operations/experiment-parts.ts';
import type { StudyState } from '../../../electron/core/operations/study-state.ts';
import { recipeExperimentsSchema } from '../../../shared/domain/experiments.ts';
import { planExperiments } from '../../../shared/domain/plan-experiments.ts';
import { compactSteps } from '../../../shared/evaluation/experiments/compact-evaluation.ts';
import { cellMeasures } from '../../../shared/evaluation/experiments/experiment-results.ts';
import { experimentFinding } from '../../../shared/evaluation/experiments/experiment-table.ts';
import { aStudy } from '../../support/a-study.ts';
import { databaseInMemory } from '../../support/database-in-memory.ts';
import { sampleEvaluationInput } from '../../support/sample-evaluation-input.ts';
import { found } from '../../support/small-study.ts';

const versions = { 'node-llama-cpp': '3' };

/** A study that is ready for experiments: a learning curve of two sizes. */
function readyState(): StudyState {
  const experiments = recipeExperimentsSchema.parse({ learning_curve: { sizes: [5, 10] } });
  const createdAt = '2026-11-21T00:00:00.000Z';
  return {
    study: aStudy({ experiments }),
    dataset: null,
    split: { id: 'split', datasetId: 'data', number: 1, settings: null, hash: 'h', createdAt },
    model: { id: 'model', path: '/m.gguf', size: 1, mtimeMs: 0, sha256: 'm', metadata: null, registeredAt: createdAt },
    adapter: null,
    phases: new Map(),
  };
}

const evaluated = (() => {
  const [source] = sampleEvaluationInput(60, 100).sources;
  const steps = compactSteps({ ...sampleEvaluationInput(60, 100), sources: [{ ...found(source), id: 'model' }] });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
})();

/** As the first versions kept a cell: without subgroups and without the number of the measures. */
const earlier = {
  ...evaluated,
  sources: evaluated.sources.map((source) => {
    const { subgroups: _, structures: __, ...own } = source;
    return own;
  }),
};

function projectWith(kept: Readonly<Record<string, { readonly results: object; readonly subgroups?: string[] }>>) {
  const { db } = databaseInMemory();
  const state = readyState();
  for (const cell of planExperiments(state.study)) {
    const own = kept[cell.id];
    if (own === undefined) continue;
    const { evaluation } = state.study;
    const study = { ...state.study, evaluation: { ...evaluation, subgroups: own.subgroups ?? evaluation.subgroups } };
    const fingerprint = found(cellFingerprint({ ...state, study }, cell, versions));
    const names = { id: cell.id, label: cell.label, pilot: 0, tuning: 0 };
    const seeds = { pilot: null, adaptation: null, simulation: [1] };
    writeTransaction(db, ['experiments'], (write) => {
      const endedAt = '2026-11-21T00:00:00.000Z';
      const { experiment, id } = cell;
      saveExperimentCell(write, { fingerprint, experiment, cell: id, adapterId: null, begunAt: endedAt });
      finishExperimentCell(write, {
        fingerprint,
        adapterId: null,
        results: { ...own.results, ...names, seeds },
        endedAt,
      });
    });
  }
  return { db, state };
}

describe('kept cells', () => {
  test('of an earlier version are counted, said and to be done anew, and never stand beside present ones', () => {
    const { db, state } = projectWith({
      'size=0': { results: { ...evaluated, measures: cellMeasures } },
      'size=5 seed=1': { results: earlier, subgroups: [] },
      'size=10 seed=1': { results: earlier, subgroups: [] },
    });
    expect(plannedCells(db, state, versions).map(({ done, outdated }) => [done, outdated])).toEqual([
      [true, false],
      [false, true],
      [false, true],
    ]);
    const [curve] = found(experimentResults(db, state, versions)).experiments;
    expect(found(curve).cells.map(({ id }) => id)).toEqual(['size=0']);
    expect(found(curve).outdated).toBe(2);
    expect(experimentFinding(found(curve))).toContain('2 cells were done by an earlier version');
  });

  test('of the present version alone are complete, without a word on earlier ones', () => {
    const { db, state } = projectWith({ 'size=0': { results: { ...evaluated, measures: cellMeasures } } });
    expect(plannedCells(db, state, versions).map(({ done }) => done)).toEqual([true, false, false]);
    const [curve] = found(experimentResults(db, state, versions)).experiments;
    expect(found(curve).outdated).toBeUndefined();
    expect(experimentFinding(found(curve))).not.toContain('earlier version');
  });

  test('that were done before cells had a number are of an earlier version, with subgroups and without', () => {
    for (const results of [evaluated, earlier]) {
      const { db, state } = projectWith({ 'size=0': { results } });
      expect(plannedCells(db, state, versions)[0]).toMatchObject({ done: false, outdated: true });
    }
  });

  test('of another number, as of a later version, are not mixed either', () => {
    const { db, state } = projectWith({ 'size=0': { results: { ...evaluated, measures: cellMeasures + 1 } } });
    expect(plannedCells(db, state, versions)[0]).toMatchObject({ done: false, outdated: true });
    expect(found(experimentResults(db, state, versions)).experiments[0]?.cells).toEqual([]);
  });
});
