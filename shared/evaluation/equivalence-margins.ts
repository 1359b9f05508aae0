import type { DesignMatrix } from '../statistics/design-matrix.ts';
import type { RegressionFit } from '../statistics/regression.ts';

/** A difference of effects below this many standard deviations of the outcome counts as none: Cohen's small effect. */
const smallEffect = 0.2;
/** Standard deviation of the logistic distribution behind a logit (Hasselblad & Hedges 1995, Psychol. Bull. 117:167-178). */
const logisticDeviation = Math.PI / Math.sqrt(3);
/** Rates within this factor of each other count as equal. */
const rateFactor = 1.25;

/**
 * Margin of equivalence of every slope in the unit of the coefficient: 0.2 standard deviations of the outcome (of the logistic
 * distribution behind a logit; a factor of 1.25 in rates) for a change of an indicator from 0 to 1, and of any other column by
 * two of its standard deviations, which are comparable (Gelman 2008, Stat. Med. 27:2865-2873).
 *
 * @param fit fitted to `design`
 * @param weights per row of the design
 */
export function equivalenceMargins(
  fit: RegressionFit,
  design: DesignMatrix,
  weights: Float64Array,
): Map<string, number> {
  const { names, p, x, n } = design;
  const ofOutcome =
    fit.model === 'ols'
      ? smallEffect * deviation(n, (row) => design.y[row] ?? 0, weights)
      : fit.model === 'poisson'
        ? Math.log(rateFactor)
        : smallEffect * logisticDeviation;
  const units = new Map(
    names.map((name, j): [string, number] => {
      const at = (row: number): number => x[row * p + j] ?? 0;
      const indicator = Array.from({ length: n }, (_, row) => at(row)).every((value) => value === 0 || value === 1);
      return [name, indicator ? 1 : 2 * deviation(n, at, weights)];
    }),
  );
  return new Map(
    fit.names.flatMap((term, place): [string, number][] => {
      // One equation a level, each with all columns.
      const column = fit.model === 'multinomial-logit' ? (names[place % p] ?? '') : term;
      const unit = column === '(Intercept)' ? undefined : units.get(column);
      return unit !== undefined && unit > 0 && ofOutcome > 0 ? [[term, ofOutcome / unit]] : [];
    }),
  );
}

function deviation(n: number, of: (row: number) => number, weights: Float64Array): number {
  let total = 0;
  let mean = 0;
  for (let row = 0; row < n; row++) {
    total += weights[row] ?? 0;
    mean += (weights[row] ?? 0) * of(row);
  }
  mean /= total;
  let squares = 0;
  for (let row = 0; row < n; row++) squares += (weights[row] ?? 0) * (of(row) - mean) ** 2;
  return Math.sqrt(squares / total);
}
