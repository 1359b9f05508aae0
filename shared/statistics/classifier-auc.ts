import { createRandom } from './random.ts';
import { regularisedMultinomialLogit } from './regularised-multinomial-logit.ts';
import { type RocAuc, rocAuc } from './roc-auc.ts';
import { StatisticsError } from './statistics-error.ts';
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
  const fit = (rows: readonly number[], path: string) => {
    const frame = Object.fromEntries(predictors.map((name) => [name, rows.map((row) => pooled[name]?.[row] ?? null)]));
    const factors = { ...input.factors, [responseName]: ['0', '1'] };
    const request = {
      response: responseName,
      predictors,
      factors,
      smoothing: 0,
      seed: `${seed}/${path}`,
      ...(input.penalties === undefined ? {} : { penalties: input.penalties }),
      ...(input.tolerance === undefined ? {} : { tolerance: input.tolerance }),
      ...(input.innerFolds === undefined ? {} : { folds: input.innerFolds }),
    };
    return regularisedMultinomialLogit(request, { ...frame, [responseName]: rows.map((row) => sample[row] ?? 0) });
  };
  const scores = Array.from<number>({ length: n }).fill(0);
  for (let held = 0; held < folds; held += 1) {
    const train = fold.flatMap((value, row) => (value === held ? [] : [row]));
    const test = fold.flatMap((value, row) => (value === held ? [row] : []));
    const model = fit(train, `fold-${held}`);
    const frame = Object.fromEntries(predictors.map((name) => [name, test.map((row) => pooled[name]?.[row] ?? null)]));
    model.predictFrame(frame).forEach((probabilities, index) => {
      scores[test[index] ?? 0] = probabilities[1] ?? 0.5;
    });
    yield;
  }
  const all = fit(
    Array.from({ length: n }, (_, row) => row),
    'all',
  );
  const giveaways = all.names
    .map((name, j) => ({
      name,
      coefficient: (all.coefficients[1]?.[j + 1] ?? 0) - (all.coefficients[0]?.[j + 1] ?? 0),
    }))
    .sort((a, b) => Math.abs(b.coefficient) - Math.abs(a.coefficient));
  const labels = sample.map((value) => value === 1);
  return { ...rocAuc(scores, labels), giveaways, folds, scores };
}

/** A name that no column of a data file has. */
const responseName = '\u0000sample';

function rowsOf(frame: Frame, predictors: readonly string[]): number {
  const [first] = predictors;
  const column = first === undefined ? undefined : frame[first];
  if (column === undefined) throw new StatisticsError('unknown-variable', `there is no variable "${first ?? ''}"`);
  return column.length;
}
