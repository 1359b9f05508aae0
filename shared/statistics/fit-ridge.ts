import { minimiseByLbfgs } from './minimise-by-lbfgs.ts';
import { createRandom } from './random.ts';
import { type RidgeRows, pickRidgeRows, ridgeLogLoss, ridgeObjective } from './ridge-multinomial.ts';
import { stratifiedFolds } from './stratified-folds.ts';

/** How the penalty of a ridge multinomial logit is chosen and how exactly it is fitted. */
export type RidgeChoice = {
  /** In falling order, above 0. */
  readonly penalties: readonly number[];
  /** Folds of the cross-validation. */
  readonly folds: number;
  /** Rows with average predictors added to every level. */
  readonly smoothing: number;
  /** Largest entry of the gradient at the end of the final fit; no fit of the cross-validation is finer than 1e-5. */
  readonly tolerance: number;
  readonly seed: number | string;
};

export type RidgeFit = {
  /** An intercept and one slope per column, level by level. */
  readonly theta: Float64Array;
  readonly penalty: number;
  /** Mean held-out −log probability (nats) per penalty; empty when there were too few rows to cross-validate. */
  readonly crossValidation: readonly { readonly penalty: number; readonly logLoss: number }[];
};

/** Fits a ridge multinomial logit with the penalty of the least cross-validated log loss; see `regularisedMultinomialLogit`. */
export function fitRidge(rows: RidgeRows, levels: number, choice: RidgeChoice): RidgeFit {
  const { penalties } = choice;
  const crossValidation = crossValidate(rows, levels, choice);
  const best = crossValidation.reduce<{ penalty: number; logLoss: number } | null>(
    (least, entry) => (least === null || entry.logLoss < least.logLoss ? entry : least),
    null,
  );
  const penalty = best?.penalty ?? penalties[0] ?? 1;
  const larger = penalties.filter((value) => value >= penalty);
  const theta = fitPath(rows, levels, larger, choice.smoothing, choice.tolerance).at(-1);
  return { theta: theta ?? new Float64Array(0), penalty, crossValidation };
}

function crossValidate(
  rows: RidgeRows,
  levels: number,
  { penalties, smoothing, tolerance, seed, folds: wanted }: RidgeChoice,
): { penalty: number; logLoss: number }[] {
  const n = rows.codes.length;
  const folds = Math.min(wanted, n);
  if (folds < 2 || penalties.length < 2) return [];
  const fold = stratifiedFolds([...rows.codes], folds, createRandom(seed, 'ridge-folds'));
  const loss = penalties.map(() => 0);
  let total = 0;
  for (let held = 0; held < folds; held += 1) {
    const train = pickRidgeRows(rows, (i) => fold[i] !== held);
    const test = pickRidgeRows(rows, (i) => fold[i] === held);
    fitPath(train, levels, penalties, smoothing, Math.max(1e-5, tolerance)).forEach((theta, index) => {
      loss[index] = (loss[index] ?? 0) + ridgeLogLoss(theta, test, levels);
    });
    total += test.weights.reduce((sum, weight) => sum + weight, 0);
  }
  return penalties.map((penalty, index) => ({ penalty, logLoss: (loss[index] ?? 0) / total }));
}

/** Solutions from the largest penalty down, each started at the one before. */
function fitPath(
  rows: RidgeRows,
  levels: number,
  penalties: readonly number[],
  smoothing: number,
  tolerance: number,
): Float64Array[] {
  let theta = new Float64Array(levels * (rows.width + 1));
  return penalties.map((penalty) => {
    const evaluate = (point: Float64Array) => ridgeObjective(rows, levels, penalty, smoothing, point);
    const result = minimiseByLbfgs(evaluate, theta, { tolerance, maxIterations: 1000 });
    theta = result.theta.slice();
    return result.theta;
  });
}
