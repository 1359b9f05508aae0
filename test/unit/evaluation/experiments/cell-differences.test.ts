import { describe, expect, it } from 'vitest';
import { experimentCharts } from '../../../../shared/charts/experiments.ts';
import { lightTheme } from '../../../../shared/charts/theme.ts';
import { evaluate } from '../../../../shared/evaluation/evaluate.ts';
import { referenceId, withDifferences } from '../../../../shared/evaluation/experiments/cell-differences.ts';
import { compactSteps } from '../../../../shared/evaluation/experiments/compact-evaluation.ts';
import {
  type StoredCell,
  experimentCellSchema,
  storedCellSchema,
} from '../../../../shared/evaluation/experiments/experiment-results.ts';
import { experimentMeasureIds, measuresOf } from '../../../../shared/evaluation/experiments/experiment-measures.ts';
import {
  differenceFinding,
  differenceRows,
  experimentMeasures,
  experimentRows,
} from '../../../../shared/evaluation/experiments/experiment-table.ts';
import { sampleEvaluationInput } from '../../../support/sample-evaluation-input.ts';
import { found } from '../../../support/small-study.ts';

const input = sampleEvaluationInput(120, 200);

/** A cell whose model is one of the sources of the sample. */
function cellOf(id: string, source: number): StoredCell {
  const own = found(input.sources[source]);
  const steps = compactSteps({ ...input, sources: [{ ...own, id: 'model' }] });
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    const seeds = { pilot: null, adaptation: null, simulation: [1, 2, 3] };
    return storedCellSchema.parse({ ...step.value, id, label: id, pilot: source * 30, tuning: source * 30, seeds });
  }
}

const cells = [cellOf('size=0', 0), cellOf('size=30 seed=1', 1)];
const compared = withDifferences('learning-curve', cells, 'size=0');

describe('differences of cells', () => {
  it('are the paired differences of the same models in one evaluation', () => {
    const whole = found(
      evaluate({ ...input, regressions: [] }).likelihood.differences.find(
        ({ source, against }) => source === 'adapted' && against === 'base',
      ),
    ).negativeLogLikelihood;
    const own = found(compared[1]?.difference).negativeLogLikelihood;
    for (const key of ['value', 'low', 'high'] as const) expect(own[key]).toBeCloseTo(found(whole[key]), 5);
    expect(own.n).toBe(120);
  });

  it('are narrower than two intervals side by side', () => {
    const [first, second] = compared.map(({ sources }) => found(sources[0]).negativeLogLikelihood);
    const own = found(compared[1]?.difference).negativeLogLikelihood;
    const width = ({ low, high }: { low: number | null; high: number | null }) => found(high) - found(low);
    expect(width(own)).toBeLessThan(width(found(first)) + width(found(second)));
  });

  it('are there for every measure and leave no draws in the results', () => {
    const { reference, distance, gap, f1 } = found(compared[1]?.difference);
    expect(reference).toBe('size=0');
    for (const estimate of [distance, found(gap), found(f1)]) expect(found(estimate.value)).toEqual(expect.any(Number));
    const { worst, subgroupGap, structureDistance, uniqueRatio } = found(compared[1]?.difference);
    for (const estimate of [worst, subgroupGap, structureDistance, uniqueRatio]) {
      const { value, low, high } = found(estimate);
      expect(found(low)).toBeLessThanOrEqual(found(value));
      expect(found(high)).toBeGreaterThanOrEqual(found(value));
    }
    // The adapted twins are as various as people, the base model hardly varies.
    expect(found(found(uniqueRatio).low)).toBeGreaterThan(0);
    expect(compared[0]?.difference).toBeUndefined();
    for (const cell of compared) expect(experimentCellSchema.parse(cell)).toEqual(cell);
  });

  it('are absent for cells of earlier versions, before the other cell is done, and on other humans', () => {
    const difference = (own: readonly StoredCell[]) =>
      withDifferences('learning-curve', own, 'size=0').at(-1)?.difference;
    const [first, second] = [found(cells[0]), found(cells[1])];
    const { draws: _, ...older } = first;
    expect(difference([older, second])).toBeUndefined();
    expect(difference([second])).toBeUndefined();
    expect(difference([{ ...first, n: 119 }, second])).toBeUndefined();
  });

  it('are without subgroups and structures where one of the cells is of an earlier version', () => {
    const [first, second] = [found(cells[0]), found(cells[1])];
    const { worst: _, subgroupGap: __, structureDistance: ___, ...draws } = found(first.draws);
    const sources = first.sources.map(({ subgroups: ____, structures: _____, ...source }) => source);
    const older = storedCellSchema.parse({ ...first, sources, draws });
    const own = withDifferences('learning-curve', [older, second], 'size=0');
    const { negativeLogLikelihood, worst, subgroupGap, structureDistance, uniqueRatio } = found(own[1]?.difference);
    expect(negativeLogLikelihood).toEqual(compared[1]?.difference?.negativeLogLikelihood);
    expect([worst, subgroupGap, structureDistance, uniqueRatio]).toEqual([null, null, null, null]);
    const experiment = { id: 'learning-curve' as const, planned: 2, cells: own };
    const [row] = experimentRows(experiment);
    expect(row?.values.length).toBe(experimentMeasures.length);
    expect(row?.values.slice(3, 7)).toEqual(['–', '–', '–', '–']);
    expect(measuresOf([{ ...experiment, cells: own.slice(0, 1) }]).map(({ id }) => id)).not.toContain('worst');
  });

  it('can be drawn by every measure that the cells have', () => {
    const experiment = { id: 'demographics' as const, planned: 2, cells: compared };
    const source = { settings: { level: 0.95 }, experiments: { definitions: [], experiments: [experiment] } };
    const options = { theme: lightTheme, width: 736, smallestCell: 0 };
    const measures = measuresOf([experiment]);
    expect(measures.map(({ id }) => id)).toEqual([...experimentMeasureIds]);
    for (const { id, label } of measures) {
      const [chart, difference] = experimentCharts(source, options, id);
      expect(chart?.subtitle).toContain(id === 'negativeLogLikelihood' ? 'Negative log likelihood' : label);
      expect(difference?.id).toMatch(/-differences$/);
      expect(difference?.subtitle).toMatch(/ the one cell is .* the cell it is compared with/);
    }
    expect(experimentCharts(source, options).map(({ id }) => id)).toEqual([
      'experiment-demographics',
      'experiment-demographics-differences',
      'experiment-demographics-subgroupgap',
      'experiment-demographics-uniqueratio',
    ]);
    for (const { values } of [...experimentRows(experiment), ...differenceRows(experiment)]) {
      expect(values.join()).not.toMatch(/NaN|undefined/);
    }
  });

  it('are from the cell that a cell is meant to be compared with', () => {
    expect(referenceId('learning-curve', 'size=30 seed=2', 'size=0')).toBe('size=0');
    expect(referenceId('learning-curve', 'size=0', 'size=0')).toBeNull();
    expect(referenceId('leave-arm-out', 'arm=2 unseen', 'arm=1 seen')).toBe('arm=2 seen');
    expect(referenceId('leave-item-out', 'item=trust seen', 'item=risk seen')).toBeNull();
    expect(referenceId('pilot-composition', 'equal seed=2', 'random seed=1')).toBe('random seed=2');
    expect(referenceId('pilot-composition', 'random seed=2', 'random seed=1')).toBe('random seed=1');
    expect(referenceId('demographics', 'persona=out seed=3', 'persona=in seed=1')).toBe('persona=in seed=3');
    expect(referenceId('robustness', 'order=shuffled', 'as-done')).toBe('as-done');
  });

  it('stand in a table, a sentence and a chart', () => {
    const experiment = { id: 'learning-curve' as const, planned: 2, cells: compared };
    expect(differenceRows(experiment).map(({ cell, reference }) => [cell, reference])).toEqual([
      ['size=30 seed=1 respondents', 'size=0'],
    ]);
    expect(differenceFinding(experiment)).toMatch(/ the one cell is better than the cell it is compared with\.$/);
    const told = (...bounds: readonly (readonly [number, number])[]) =>
      differenceFinding({
        ...experiment,
        cells: compared.flatMap((cell) => {
          const { difference } = cell;
          if (difference === undefined) return [];
          const { negativeLogLikelihood } = difference;
          return bounds.map(([low, high]) => ({
            ...cell,
            difference: { ...difference, negativeLogLikelihood: { ...negativeLogLikelihood, low, high } },
          }));
        }),
      });
    expect(told([-1, 1], [-1, 2])).toMatch(/ none of 2 cells is told apart from the cell it is compared with /);
    expect(told([-2, -1], [1, 2], [1, 3])).toMatch(
      / of 3 cells 1 is better than what they are compared with, 2 worse and none not told apart /,
    );
    const charts = experimentCharts(
      { settings: { level: 0.95 }, experiments: { definitions: [], experiments: [experiment] } },
      { theme: lightTheme, width: 700, smallestCell: 10 },
    );
    expect(charts.map(({ id }) => id)).toContain('experiment-learning-curve-differences');
  });
});
