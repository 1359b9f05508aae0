import { type RidgeFit, fitRidge } from './fit-ridge.ts';
import { type PredictorEncoding, predictorEncoding } from './predictor-encoding.ts';
import { type RidgeRows, ridgeProbabilities } from './ridge-multinomial.ts';
import { StatisticsError } from './statistics-error.ts';
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
  /** The same one row after the other. */
  readonly predictMatrix: (frame: Frame) => Float64Array;
  /** Columns after encoding. */
  readonly names: readonly string[];
  /** `coefficients[level]`: the intercept and then one per name, for standardised columns. */
  readonly coefficients: readonly (readonly number[])[];
  readonly penalty: number;
  /** Mean held-out −log probability (nats) per penalty; empty when there were too few rows to cross-validate. */
  readonly crossValidation: readonly { readonly penalty: number; readonly logLoss: number }[];
  readonly n: number;
};

/** 10, 10^0.5, …, 10^-4. */
export const defaultPenalties = Array.from({ length: 11 }, (_, index) => 10 ** (1 - index / 2));

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
  const fit = fitRidge(rows, levels.length, {
    penalties,
    folds: request.folds ?? 5,
    smoothing: request.smoothing ?? 0.5,
    tolerance: request.tolerance ?? 1e-10,
    seed: request.seed,
  });
  return describe(encoding, levels, fit, used.length);
}

function describe(
  encoding: PredictorEncoding,
  levels: readonly string[],
  { theta, penalty, crossValidation }: RidgeFit,
  n: number,
): RegularisedMultinomialLogit {
  const width = encoding.names.length;
  const stride = width + 1;
  const predictMatrix = (frame: Frame): Float64Array => {
    const rows = Object.values(frame)[0]?.length ?? 0;
    const x = encoding.encode(frame, rows);
    const all = new Float64Array(rows * levels.length);
    for (let i = 0; i < rows; i += 1) {
      ridgeProbabilities(theta, x, i, width, all.subarray(i * levels.length, (i + 1) * levels.length));
    }
    return all;
  };
  const predictFrame = (frame: Frame): number[][] => {
    const all = predictMatrix(frame);
    return Array.from({ length: all.length / levels.length }, (_, i) => [
      ...all.subarray(i * levels.length, (i + 1) * levels.length),
    ]);
  };
  return {
    levels,
    predictFrame,
    predictMatrix,
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
