import { type PpiEstimate, type TEstimate, addVariances, comparePpi, tEstimate } from './ppi-estimate.ts';
import { ppiMean } from './ppi-mean.ts';
import { covariance } from './covariance.ts';

/** One arm as `ppiMean` takes it. */
export type PpiArm = {
  readonly human: readonly number[];
  readonly predicted: readonly number[];
  readonly simulated: readonly number[];
};

/**
 * Prediction-powered estimate (PPI++) of the difference between the means of two arms with different people,
 * treated − reference, with one λ for both that is tuned for the least variance of the difference,
 * λ = Σ Cov(Y, f)/n / Σ (1/n + 1/N)·Var(f) over the arms, cut to [0, 1].
 * Source: Angelopoulos, Duchi & Zrnic (2023), PPI++, arXiv 2311.01453, section 6, applied to a difference of means.
 *
 * @throws StatisticsError as `ppiMean`
 */
export function ppiDifference(input: {
  readonly treated: PpiArm;
  readonly reference: PpiArm;
  readonly lambda?: number;
  readonly level?: number;
}): PpiEstimate {
  const { treated, reference, level = 0.95 } = input;
  const lambda = input.lambda ?? tuned([treated, reference]);
  const a = ppiMean({ ...treated, lambda, level });
  const b = ppiMean({ ...reference, lambda, level });
  return comparePpi({
    human: between(a.human, b.human, level),
    rectified: between(a.rectified, b.rectified, level),
    lambda,
    humans: a.humans + b.humans,
    simulated: a.simulated + b.simulated,
  });
}

/** As Welch's test compares two means. */
function between(a: TEstimate, b: TEstimate, level: number): TEstimate {
  const variances = [a, b].map((side) => ({ ...side, variance: side.standardError ** 2 }));
  return tEstimate(a.estimate - b.estimate, addVariances(variances), level);
}

function tuned(arms: readonly PpiArm[]): number {
  let shared = 0;
  let spread = 0;
  for (const { human, predicted, simulated } of arms) {
    if (human.length !== predicted.length || human.length === 0 || simulated.length === 0) return 0;
    const pooled = [...predicted, ...simulated];
    shared += covariance(human, predicted) / human.length;
    spread += varianceOf(pooled) * (1 / human.length + 1 / simulated.length);
  }
  return spread > 0 ? Math.min(1, Math.max(0, shared / spread)) : 0;
}

/** 0 where the values differ by rounding only, since λ would be the ratio of two roundings. */
function varianceOf(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const variance = covariance(values, values);
  return variance > 1e-24 * largest ** 2 ? variance : 0;
}
