import { checkValues } from './check-values.ts';
import { type KnownVariance, type PpiEstimate, addVariances, comparePpi, tEstimate } from './ppi-estimate.ts';
import { StatisticsError } from './statistics-error.ts';
import { weightedMean } from './weighted-mean.ts';

/**
 * Prediction-powered estimate (PPI++) of a population mean: mean(Y) + λ·(mean of the predictions for everybody else −
 * mean of the predictions for the same humans). Unbiased whatever the simulation is worth; λ is tuned for the least
 * variance, λ = Cov(Y, f)/((1 + n/N)·Var(f)), cut to [0, 1], where Var(f) pools both sets of predictions.
 * Source: Angelopoulos, Duchi & Zrnic (2023), PPI++, arXiv 2311.01453, section 6 and example 6.1; for few humans with
 * unbiased variances and Student's t in place of its large-sample interval, so that λ = 0 gives the usual t interval.
 *
 * @param input.human answers Y of the n humans set aside for rectification
 * @param input.predicted simulated answers f of the twins of these humans, in the same order
 * @param input.simulated simulated answers of the N others, disjoint from the n
 * @param input.lambda fixed weight instead of the tuned one
 * @throws StatisticsError length-mismatch, not-finite, empty-input, out-of-range (fewer than two in a set)
 */
export function ppiMean(input: {
  readonly human: readonly number[];
  readonly predicted: readonly number[];
  readonly simulated: readonly number[];
  readonly lambda?: number;
  readonly level?: number;
}): PpiEstimate {
  const { human, predicted, simulated, level = 0.95 } = input;
  for (const values of [human, predicted, simulated]) checkValues(values);
  if (human.length !== predicted.length) {
    throw new StatisticsError('length-mismatch', `${predicted.length} predictions for ${human.length} humans`);
  }
  const n = human.length;
  const others = simulated.length;
  if (n < 2 || others < 2)
    throw new StatisticsError('out-of-range', 'rectification needs two rows or more in each set');
  const pooled = populationVariance([...predicted, ...simulated]);
  const tuned = pooled > 0 ? covarianceOf(human, predicted) / ((1 + n / others) * pooled) : 0;
  const lambda = input.lambda ?? Math.min(1, Math.max(0, tuned));
  const estimate = weightedMean(human) + lambda * (weightedMean(simulated) - weightedMean(predicted));
  const rest = human.map((value, index) => value - lambda * (predicted[index] ?? 0));
  const left = varianceOfMean(rest, 1);
  const variance = lambda === 0 ? left : addVariances([left, varianceOfMean(simulated, lambda)]);
  return comparePpi({
    human: tEstimate(weightedMean(human), varianceOfMean(human, 1), level),
    rectified: tEstimate(estimate, variance, level),
    lambda,
    humans: n,
    simulated: others,
  });
}

/** Of factor · mean(values). */
function varianceOfMean(values: readonly number[], factor: number): KnownVariance {
  const degreesOfFreedom = values.length - 1;
  return { variance: (factor ** 2 * populationVariance(values)) / degreesOfFreedom, degreesOfFreedom };
}

/** Divisor n, as λ has it. */
function populationVariance(values: readonly number[]): number {
  const mean = weightedMean(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

function covarianceOf(a: readonly number[], b: readonly number[]): number {
  const meanA = weightedMean(a);
  const meanB = weightedMean(b);
  return a.reduce((sum, value, index) => sum + (value - meanA) * ((b[index] ?? 0) - meanB), 0) / a.length;
}
