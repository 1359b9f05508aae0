import { type RidgeChoice, fitRidge } from './fit-ridge.ts';
import { predictorKinds, rawColumns } from './predictor-encoding.ts';
import { createRandom } from './random.ts';
import { defaultPenalties } from './regularised-multinomial-logit.ts';
import { ridgeProbabilities } from './ridge-multinomial.ts';
import { type RocAuc, rocAuc } from './roc-auc.ts';
import { StatisticsError } from './statistics-error.ts';
import { everyRow, scaleColumns, standardise } from './standardised-columns.ts';
import { stratifiedFolds } from './stratified-folds.ts';
import type { FactorLevels, Frame } from './types.ts';

export type ClassifierAuc = RocAuc & {
  /** Columns by the size of their standardised coefficient in a fit to all rows: what gives the simulation away. */
  readonly giveaways: readonly { readonly name: string; readonly coefficient: number }[];
  readonly folds: number;
  /** Out-of-fold probability of belonging to the second sample: rows of the first sample, then of the second. */
  readonly scores: readonly number[];
};

export type ClassifierRequest = {
  /** Rows of the two samples; a positive coefficient speaks for the second. */
  readonly first: Frame;
  readonly second: Frame;
  readonly predictors: readonly string[];
  readonly factors?: FactorLevels;
  readonly folds?: number;
  readonly seed: number | string;
  /** Row i of both samples belongs together (a human and the twin) and stays in one fold; both have the same length. */
  readonly paired?: boolean;
  /** Penalties to choose from, folds of that choice and precision of the fits, as for `regularisedMultinomialLogit`. */
  readonly penalties?: readonly number[];
  readonly innerFolds?: number;
  readonly tolerance?: number;
};

/**
 * Two-sample classifier test: how well a ridge logit that has not seen a row tells to which of two samples it belongs.
 * Area under the ROC curve of the out-of-fold scores; 0.5 = indistinguishable **to this classifier**. The penalty is
 * chosen inside each training part. Source: Lopez-Paz & Oquab (2017), ICLR; Friedman (2003), PHYSTAT.
 *
 * @throws StatisticsError empty-input (fewer rows than folds in a sample), length-mismatch (pairs), unknown-variable
 */
export function classifierAuc(input: ClassifierRequest): ClassifierAuc {
  const steps = classifierSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same work; yields after each fit of a model. */
export function* classifierSteps(input: ClassifierRequest): Generator<void, ClassifierAuc> {
  const { predictors, seed, folds = 5, paired = false } = input;
  const sizes = [rowsOf(input.first, predictors), rowsOf(input.second, predictors)] as const;
  if (Math.min(...sizes) < folds) throw new StatisticsError('empty-input', 'a sample has fewer rows than folds');
  if (paired && sizes[0] !== sizes[1]) throw new StatisticsError('length-mismatch', 'pairs need samples of one length');
  const pooled: Record<string, readonly (number | string | null)[]> = {};
  for (const name of predictors) pooled[name] = [...(input.first[name] ?? []), ...(input.second[name] ?? [])];
  const n = sizes[0] + sizes[1];
  const sample = Array.from({ length: n }, (_, row) => (row < sizes[0] ? 0 : 1));
  const random = createRandom(seed, 'classifier-folds');
  const dealt = stratifiedFolds(paired ? sample.slice(0, sizes[0]).fill(0) : sample, folds, random);
  const fold = paired ? [...dealt, ...dealt] : dealt;
  const factors = input.factors ?? {};
  const { names, columns } = rawColumns(predictorKinds(pooled, predictors, factors), pooled, n);
  const fit = (rows: Int32Array, path: string) => {
    const scales = scaleColumns(columns, rows);
    const x = standardise(columns, scales, rows);
    const own = { x, width: scales.length, codes: rows.map((row) => sample[row] ?? 0), weights: ones(rows.length) };
    return { scales, ...fitRidge(own, 2, { ...choiceOf(input), seed: `${seed}/${path}` }) };
  };
  const scores = new Float64Array(n);
  const probabilities = new Float64Array(2);
  for (let held = 0; held < folds; held += 1) {
    const { scales, theta } = fit(
      rowsWhere(fold, (value) => value !== held),
      `fold-${held}`,
    );
    const test = rowsWhere(fold, (value) => value === held);
    const x = standardise(columns, scales, test);
    test.forEach((row, i) => {
      scores[row] = ridgeProbabilities(theta, x, i, scales.length, probabilities)[1] ?? 0.5;
    });
    yield;
  }
  const all = fit(everyRow(n), 'all');
  const second = all.scales.length + 1;
  const giveaways = all.scales
    .map(({ column }, j) => ({
      name: names[column] ?? '',
      coefficient: (all.theta[second + j + 1] ?? 0) - (all.theta[j + 1] ?? 0),
    }))
    .sort((a, b) => Math.abs(b.coefficient) - Math.abs(a.coefficient));
  const labels = sample.map((value) => value === 1);
  return { ...rocAuc([...scores], labels), giveaways, folds, scores: [...scores] };
}

function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}

function rowsWhere(fold: readonly number[], keep: (value: number) => boolean): Int32Array {
  return Int32Array.from(fold.flatMap((value, row) => (keep(value) ? [row] : [])));
}

function choiceOf({ penalties, innerFolds, tolerance }: ClassifierRequest): Omit<RidgeChoice, 'seed'> {
  const chosen = [...(penalties ?? defaultPenalties)].sort((a, b) => b - a);
  if (chosen.length === 0 || chosen.some((penalty) => !(penalty > 0))) {
    throw new StatisticsError('out-of-range', 'the penalties must be above zero');
  }
  return { penalties: chosen, folds: innerFolds ?? 5, smoothing: 0, tolerance: tolerance ?? 1e-10 };
}

function rowsOf(frame: Frame, predictors: readonly string[]): number {
  const [first] = predictors;
  const column = first === undefined ? undefined : frame[first];
  if (column === undefined) throw new StatisticsError('unknown-variable', `there is no variable "${first ?? ''}"`);
  return column.length;
}
