import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../../shared/evaluation/evaluate.ts';
import type { Estimate } from '../../../../shared/evaluation/estimate.ts';
import type {
  ExperimentCellResults,
  ExperimentsBlock,
} from '../../../../shared/evaluation/experiments/experiment-results.ts';
import { experimentFinding } from '../../../../shared/evaluation/experiments/experiment-table.ts';
import { curvePoints, withExperiments } from '../../../../shared/evaluation/experiments/with-experiments.ts';
import { evaluationResultsSchema } from '../../../../shared/evaluation/results.ts';
import { sampleEvaluationInput } from '../../../support/sample-evaluation-input.ts';
import { found } from '../../../support/small-study.ts';

function near(value: number, n = 80): Estimate {
  return { value, low: value - 0.01, high: value + 0.01, level: 0.95, n, reason: null };
}

function cell(pilot: number, seed: number, rhoSquared: number, loss: number): ExperimentCellResults {
  const source = { distance: near(0.1), gap: null, gapDifference: null, f1: null };
  return {
    id: pilot === 0 ? 'size=0' : `size=${pilot} seed=${seed}`,
    label: String(pilot),
    pilot,
    tuning: pilot === 0 ? 0 : pilot + 10,
    seeds: { pilot: seed, adaptation: seed, simulation: [1] },
    n: 80,
    ceiling: near(0.1),
    exactCeiling: near(0.05),
    humanGap: null,
    sources: [
      { ...source, source: 'model', kind: 'adapted', label: 'Adapted model', negativeLogLikelihood: near(loss) },
      { ...source, source: 'baseline-uniform', kind: 'baseline', label: 'Uniform', negativeLogLikelihood: near(1) },
    ],
    rhoSquared: [{ kind: 'mean', rhoSquared: near(rhoSquared) }],
  };
}

const cells = [cell(0, 1, 0.1, 0.9), cell(20, 1, 0.2, 1.1), cell(20, 2, 0.4, 1.2), cell(40, 1, 0.6, 0.8)];
const block: ExperimentsBlock = {
  definitions: [],
  experiments: [{ id: 'learning-curve', planned: 5, cells }],
};

describe('the learning curve', () => {
  test('gives one point a size, the mean over seeds, and none for the untuned model', () => {
    const points = curvePoints(block);
    expect(points.map(({ kind, tuning }) => [kind, tuning])).toEqual([
      ['mean', 30],
      ['mean', 50],
    ]);
    expect(found(points[0]).rhoSquared).toBeCloseTo(0.3, 12);
  });

  test('decides with its points how humans are best spent, for the estimates that it measures alone', () => {
    const results = evaluate(sampleEvaluationInput(120, 100, 60));
    const joined = withExperiments(results, block);
    expect(evaluationResultsSchema.parse(joined)).toEqual(joined);
    const best = (of: typeof results, kind: string) => of.allocation?.kinds.find((own) => own.kind === kind)?.best;
    expect(best(joined, 'mean')).not.toEqual(best(results, 'mean'));
    expect(best(joined, 'coefficient')).toEqual(best(results, 'coefficient'));
    expect(withExperiments(results, null)).toBe(results);
  });

  test('is put in words that name what is a point estimate and what is missing', () => {
    expect(experimentFinding(found(block.experiments[0]))).toBe(
      'Negative log likelihood of held-out answers from 0.800 [0.790, 0.810] (40 respondents) to 1.20 [1.19, 1.21] (20 respondents, seed 2), nats per answer. By point estimates it is below that of every baseline fitted on the same rows for 1 of 3 tuned models, the smallest with 40 pilot respondents. 1 of 5 cells are not done.',
    );
  });
});
