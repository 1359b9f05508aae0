import { normalTwoSided } from './normal-distribution.ts';
import type { PreparedRegression } from './prepare-regression.ts';
import type { RegressionFit, RegressionModel } from './regression.ts';
import { studentTwoSided } from './student-distribution.ts';

/** Estimates of a model before they are laid out by name. */
export type RegressionEstimates = {
  readonly model: RegressionModel;
  readonly names: readonly string[];
  /** Place in `names` of each estimated parameter. */
  readonly estimated: readonly number[];
  readonly values: Float64Array;
  readonly covariance: readonly Float64Array[];
  readonly bread: readonly Float64Array[];
  /** Places in `names` whose estimate is not finite. */
  readonly separated?: ReadonlySet<number>;
  readonly reference: RegressionFit['reference'];
  readonly logLikelihood: number | null;
  readonly sigma: number | null;
  readonly rSquared: number | null;
  readonly converged: boolean;
  readonly iterations: number;
};

/** Lays estimates out by name, with null where there is none, and computes standard errors, statistics and p-values. */
export function finishRegression(prepared: PreparedRegression, estimates: RegressionEstimates): RegressionFit {
  const { names, estimated, values } = estimates;
  const place = new Map(estimated.map((index, position) => [index, position]));
  const entry = (matrix: readonly Float64Array[], i: number, j: number): number | null => {
    const a = place.get(i);
    const b = place.get(j);
    if (a === undefined || b === undefined) return null;
    if (estimates.separated?.has(i) === true || estimates.separated?.has(j) === true) return null;
    const value = matrix[a]?.[b];
    return value !== undefined && Number.isFinite(value) ? value : null;
  };
  const coefficients = names.map((_, i) => {
    const position = place.get(i);
    return position === undefined ? null : (values[position] ?? null);
  });
  const standardErrors = names.map((_, i) => {
    const variance = entry(estimates.covariance, i, i);
    return variance !== null && variance >= 0 ? Math.sqrt(variance) : null;
  });
  const statistics = coefficients.map((b, i) => {
    const se = standardErrors[i] ?? null;
    return b === null || se === null || !(se > 0) ? null : b / se;
  });
  const { reference } = estimates;
  const pValues = statistics.map((statistic) => {
    if (statistic === null) return null;
    return reference.distribution === 't'
      ? studentTwoSided(statistic, reference.degreesOfFreedom)
      : normalTwoSided(statistic);
  });
  return {
    kind: 'fit',
    model: estimates.model,
    names,
    coefficients,
    standardErrors,
    statistics,
    pValues,
    covariance: names.map((_, i) => names.map((__, j) => entry(estimates.covariance, i, j))),
    bread: names.map((_, i) => names.map((__, j) => entry(estimates.bread, i, j))),
    covarianceKind: prepared.covarianceKind,
    reference,
    degreesOfFreedom: prepared.n - estimated.length,
    n: prepared.n,
    clusters: prepared.clusterCount,
    logLikelihood: estimates.logLikelihood,
    sigma: estimates.sigma,
    rSquared: estimates.rSquared,
    converged: estimates.converged,
    iterations: estimates.iterations,
    warnings: prepared.warnings,
  };
}

/** Names the aliased columns in a warning. */
export function warnAboutAliases(prepared: PreparedRegression, aliased: readonly string[]): void {
  if (aliased.length > 0) prepared.warnings.push({ code: 'aliased', detail: aliased.join(', ') });
}
