import type { AveragePrediction, PredictedOutcome } from './average-prediction.ts';
import type { RegressionFit } from './regression.ts';

export type AverageEffect = {
  readonly outcome: PredictedOutcome;
  readonly value: number;
  /** Null where the variance is not known, such as with separated coefficients. */
  readonly standardError: number | null;
};

/**
 * Differences of two average predictions of one fit, such as everybody in an arm and everybody in the reference, with
 * standard errors by the delta method from the covariance of the fit, of whatever kind that is. The rows are taken as they
 * are: the errors hold for the average over these people. Source: Oehlert (1992), Am. Stat. 46:27-29.
 */
export function averageEffects(
  fit: RegressionFit,
  changed: AveragePrediction,
  reference: AveragePrediction,
): AverageEffect[] {
  return changed.outcomes.map((outcome, at) => {
    const gradient = fit.names.map((_, j) => (changed.gradients[at]?.[j] ?? 0) - (reference.gradients[at]?.[j] ?? 0));
    const variance = varianceOf(fit, gradient);
    return {
      outcome,
      value: (changed.values[at] ?? Number.NaN) - (reference.values[at] ?? Number.NaN),
      standardError: variance === null || !(variance >= 0) ? null : Math.sqrt(variance),
    };
  });
}

function varianceOf(fit: RegressionFit, gradient: readonly number[]): number | null {
  // Columns that were left out have no coefficient, hence no error.
  const free = gradient.flatMap((slope, j) => (slope === 0 || fit.coefficients[j] === null ? [] : [j]));
  let variance = 0;
  for (const a of free) {
    for (const b of free) {
      const covariance = fit.covariance[a]?.[b] ?? null;
      if (covariance === null) return null;
      variance += (gradient[a] ?? 0) * (gradient[b] ?? 0) * covariance;
    }
  }
  return variance;
}
