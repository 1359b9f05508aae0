import { minimiseByLbfgs } from './minimise-by-lbfgs.ts';
import { type PredictorEncoding, predictorEncoding } from './predictor-encoding.ts';
import { createRandom } from './random.ts';
import { StatisticsError } from './statistics-error.ts';
import {
  pickRidgeRows,
  ridgeLogLoss,
  ridgeObjective,
  ridgeProbabilities,
  type RidgeRows,
} from './ridge-multinomial.ts';
import { stratifiedFolds } from './stratified-folds.ts';
import type { FactorLevels, Frame } from './types.ts';

export type RegularisedMultinomialLogitRequest = {
  readonly response: string;
  readonly predictors: readonly string[];
  /** Levels of categorical predictors and, in order, of the response; others get theirs from the data. */
  readonly factors?: FactorLevels;
  /** Weight of each row of the frame, default 1. */
  readonly weights?: readonly number[];
  /** Penalties to choose from, above 0; default 10, 10^0.5, …, 10^-4. */
  readonly penalties?: readonly number[];
  /** Folds of the cross-validation, default 5. */
  readonly folds?: number;
  /** Rows with average predictors added to every level, default 0.5, so that no answer gets probability 0. */
  readonly smoothing?: number;
  /** Largest entry of the gradient at the end of the final fit, default 1e-10; no fit of the cross-validation is finer. */
  readonly tolerance?: number;
  readonly seed: number | string;
};

export type RegularisedMultinomialLogit = {
  /** Levels of the response, in the order of the probabilities. */
  readonly levels: readonly string[];
  /** Probabilities of the levels for one row, adding up to 1; values that miss count as average. */
  readonly predict: (row: Readonly<Record<string, number | string | null>>) => number[];
  /** The same for every row of a frame. */
  readonly predictFrame: (frame: Frame) => number[][];
  /** Columns after encoding. */
  readonly names: readonly string[];
  /** `coefficients[level]`: the intercept and then one per name, for standardised columns. */
  readonly coefficients: readonly (readonly number[])[];
  readonly penalty: number;
  /** Mean held-out −log probability (nats) per penalty; empty when there were too few rows to cross-validate. */
  readonly crossValidation: readonly { readonly penalty: number; readonly logLoss: number }[];
  readonly n: number;
};

const defaultPenalties = Array.from({ length: 11 }, (_, index) => 10 ** (1 - index / 2));

/**
 * Multinomial logit with a ridge penalty: minimises −Σw·log p/Σw + (penalty/2)·Σβ² over standardised columns, one set of
 * coefficients per level, intercepts free. The penalty with the least cross-validated log loss is taken (folds
 * stratified by answer, a function of the seed). Rows without a response are left out; missing predictors count as average.
 * Source: Friedman, Hastie & Tibshirani (2010), J. Stat. Softw. 33(1), section 4 (the ridge case of glmnet).
 *
 * @throws StatisticsError unknown-variable, length-mismatch, out-of-range (penalties), empty-input (no level at all)
 */
export function regularisedMultinomialLogit(
  request: RegularisedMultinomialLogitRequest,
  frame: Frame,
): RegularisedMultinomialLogit {
  const penalties = [...(request.penalties ?? defaultPenalties)].sort((a, b) => b - a);
  if (penalties.length === 0 || penalties.some((penalty) => !(penalty > 0))) {
    throw new StatisticsError('out-of-range', 'the penalties must be above zero');
  }
  const factors = request.factors ?? {};
  const { levels, used, codes } = readResponse(request, frame, factors);
  const known = Object.fromEntries(
    request.predictors.map((name) => [name, used.map((row) => frame[name]?.[row] ?? null)] as const),
  );
  for (const name of request.predictors) {
    if (!Object.hasOwn(frame, name))
      throw new StatisticsError('unknown-variable', `there is no variable "${name}"`, { name });
  }
  const encoding = predictorEncoding(known, used.length, request.predictors, factors);
  const rows: RidgeRows = {
    x: encoding.encode(known, used.length),
    width: encoding.names.length,
    codes,
    weights: Float64Array.from(used, (row) => request.weights?.[row] ?? 1),
  };
  const smoothing = request.smoothing ?? 0.5;
  const crossValidation = crossValidate(rows, levels.length, penalties, smoothing, request);
  const best = crossValidation.reduce<{ penalty: number; logLoss: number } | null>(
    (least, entry) => (least === null || entry.logLoss < least.logLoss ? entry : least),
    null,
  );
  const penalty = best?.penalty ?? penalties[0] ?? 1;
  const theta = fitPath(
    rows,
    levels.length,
    penalties.filter((value) => value >= penalty),
    smoothing,
    request.tolerance ?? 1e-10,
  ).at(-1);
  return describe(encoding, levels, theta ?? new Float64Array(0), penalty, crossValidation, used.length);
}

function describe(
  encoding: PredictorEncoding,
  levels: readonly string[],
  theta: Float64Array,
  penalty: number,
  crossValidation: RegularisedMultinomialLogit['crossValidation'],
  n: number,
): RegularisedMultinomialLogit {
  const stride = encoding.names.length + 1;
  const predictFrame = (frame: Frame) => {
    const rows = Object.values(frame)[0]?.length ?? 0;
    const x = encoding.encode(frame, rows);
    return Array.from({ length: rows }, (_, i) => [
      ...ridgeProbabilities(theta, x, i, stride - 1, new Float64Array(levels.length)),
    ]);
  };
  return {
    levels,
    predictFrame,
    predict: (row) => {
      const frame = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, [value]] as const));
      return predictFrame(frame)[0] ?? [];
    },
    names: encoding.names,
    coefficients: levels.map((_, k) => [...theta.subarray(k * stride, (k + 1) * stride)]),
    penalty,
    crossValidation,
    n,
  };
}

function readResponse(request: RegularisedMultinomialLogitRequest, frame: Frame, factors: FactorLevels) {
  const { response, weights } = request;
  const column = Object.hasOwn(frame, response) ? frame[response] : undefined;
  if (column === undefined) {
    throw new StatisticsError('unknown-variable', `there is no variable "${response}"`, { name: response });
  }
  if (weights !== undefined && weights.length !== column.length) {
    throw new StatisticsError('length-mismatch', `${weights.length} weights for ${column.length} rows`);
  }
  const given = Object.hasOwn(factors, response) ? factors[response] : undefined;
  const values = column.filter((value) => value !== null && !Number.isNaN(value));
  const numeric = values.every((value) => typeof value === 'number');
  const levels =
    given ??
    [...new Set(values)].sort((a, b) => (numeric ? Number(a) - Number(b) : String(a) < String(b) ? -1 : 1)).map(String);
  if (levels.length === 0) throw new StatisticsError('empty-input', 'the response has no value');
  const place = new Map(levels.map((level, index) => [level, index]));
  const used = column.flatMap((value, row) =>
    value !== null && place.has(String(value)) && (weights?.[row] ?? 1) > 0 ? [row] : [],
  );
  return { levels, used, codes: Int32Array.from(used, (row) => place.get(String(column[row])) ?? 0) };
}

function crossValidate(
  rows: RidgeRows,
  levels: number,
  penalties: readonly number[],
  smoothing: number,
  request: RegularisedMultinomialLogitRequest,
): { penalty: number; logLoss: number }[] {
  const n = rows.codes.length;
  const folds = Math.min(request.folds ?? 5, n);
  if (folds < 2 || penalties.length < 2) return [];
  const fold = stratifiedFolds([...rows.codes], folds, createRandom(request.seed, 'ridge-folds'));
  const loss = penalties.map(() => 0);
  let total = 0;
  for (let held = 0; held < folds; held += 1) {
    const train = pickRidgeRows(rows, (i) => fold[i] !== held);
    const test = pickRidgeRows(rows, (i) => fold[i] === held);
    fitPath(train, levels, penalties, smoothing, Math.max(1e-5, request.tolerance ?? 0)).forEach((theta, index) => {
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
