import { logistic } from './logistic.ts';
import type { Objective } from './minimise-by-lbfgs.ts';

/** Encoded rows of a ridge multinomial logit; parameters are an intercept and `width` slopes per level. */
export type RidgeRows = {
  /** n × width, row after row, standardised. */
  readonly x: Float64Array;
  readonly width: number;
  readonly codes: Int32Array;
  readonly weights: Float64Array;
};

/** The rows that `keep` accepts. */
export function pickRidgeRows(rows: RidgeRows, keep: (row: number) => boolean): RidgeRows {
  const chosen = Array.from(rows.codes, (_, i) => i).filter(keep);
  const x = new Float64Array(chosen.length * rows.width);
  chosen.forEach((row, i) => {
    x.set(rows.x.subarray(row * rows.width, (row + 1) * rows.width), i * rows.width);
  });
  return {
    x,
    width: rows.width,
    codes: Int32Array.from(chosen, (row) => rows.codes[row] ?? 0),
    weights: Float64Array.from(chosen, (row) => rows.weights[row] ?? 1),
  };
}

/**
 * Penalised loss −Σw·log p/Σw + (penalty/2)·Σβ² and its gradient; `smoothing` average rows are added to every level.
 */
export function ridgeObjective(
  rows: RidgeRows,
  levels: number,
  penalty: number,
  smoothing: number,
  theta: Float64Array,
): Objective {
  if (levels === 2) return binaryObjective(rows, penalty, smoothing, theta);
  const { width, x, codes, weights } = rows;
  const stride = width + 1;
  const gradient = new Float64Array(theta.length);
  const probabilities = new Float64Array(levels);
  const total = weights.reduce((sum, weight) => sum + weight, 0) + smoothing * levels;
  const scale = total > 0 ? 1 / total : 0;
  let value = 0;
  const add = (values: Float64Array, row: number, code: number, weight: number) => {
    ridgeProbabilities(theta, values, row, width, probabilities);
    value -= weight * Math.log(Math.max(probabilities[code] ?? 0, 1e-300));
    for (let k = 0; k < levels; k += 1) {
      const residual = weight * ((probabilities[k] ?? 0) - (k === code ? 1 : 0));
      const start = k * stride;
      gradient[start] = (gradient[start] ?? 0) + residual;
      for (let j = 0; j < width; j += 1) {
        gradient[start + j + 1] = (gradient[start + j + 1] ?? 0) + residual * (values[row * width + j] ?? 0);
      }
    }
  };
  for (let i = 0; i < codes.length; i += 1) add(x, i, codes[i] ?? 0, weights[i] ?? 1);
  const average = new Float64Array(width);
  if (smoothing > 0) for (let k = 0; k < levels; k += 1) add(average, 0, k, smoothing);
  value *= scale;
  for (let index = 0; index < theta.length; index += 1) {
    const b = index % stride === 0 ? 0 : (theta[index] ?? 0);
    value += (penalty / 2) * b * b;
    gradient[index] = (gradient[index] ?? 0) * scale + penalty * b;
  }
  return { value, gradient };
}

/** Two levels have gradients that are each other's negatives, so that one linear predictor does. */
function binaryObjective(rows: RidgeRows, penalty: number, smoothing: number, theta: Float64Array): Objective {
  const { width, x, codes, weights } = rows;
  const second = width + 1;
  const slopes = new Float64Array(width);
  for (let j = 0; j < width; j += 1) slopes[j] = (theta[second + j + 1] ?? 0) - (theta[j + 1] ?? 0);
  const constant = (theta[second] ?? 0) - (theta[0] ?? 0);
  const sums = new Float64Array(width);
  let residuals = 0;
  let value = 0;
  let total = 2 * smoothing;
  for (let i = 0; i < codes.length; i += 1) {
    const eta = constant + dotRow(slopes, x, i * width);
    const [code, weight] = [codes[i] ?? 0, weights[i] ?? 1];
    total += weight;
    const small = Math.exp(-Math.abs(eta));
    const upper = eta >= 0 ? 1 / (1 + small) : small / (1 + small);
    value += weight * (Math.max(0, code === 1 ? -eta : eta) + Math.log1p(small));
    const residual = weight * (upper - code);
    residuals += residual;
    const from = i * width;
    for (let j = 0; j < width; j += 1) sums[j] = (sums[j] ?? 0) + residual * (x[from + j] ?? 0);
  }
  // Average rows have predictors of 0.
  value += smoothing * (softplus(constant) + softplus(-constant));
  residuals += smoothing * (2 * logistic(constant) - 1);
  const scale = total > 0 ? 1 / total : 0;
  const gradient = new Float64Array(theta.length);
  gradient[second] = residuals * scale;
  gradient[0] = -residuals * scale;
  value *= scale;
  for (let j = 0; j < width; j += 1) {
    const slope = (sums[j] ?? 0) * scale;
    const [one, two] = [theta[j + 1] ?? 0, theta[second + j + 1] ?? 0];
    gradient[j + 1] = penalty * one - slope;
    gradient[second + j + 1] = penalty * two + slope;
    value += (penalty / 2) * (one * one + two * two);
  }
  return { value, gradient };
}

/** Product with a row of x that begins at `from`; four sums, so that additions need not wait for each other. */
function dotRow(slopes: Float64Array, x: Float64Array, from: number): number {
  const width = slopes.length;
  let [a, b, c, d] = [0, 0, 0, 0];
  let j = 0;
  for (; j + 3 < width; j += 4) {
    a += (slopes[j] ?? 0) * (x[from + j] ?? 0);
    b += (slopes[j + 1] ?? 0) * (x[from + j + 1] ?? 0);
    c += (slopes[j + 2] ?? 0) * (x[from + j + 2] ?? 0);
    d += (slopes[j + 3] ?? 0) * (x[from + j + 3] ?? 0);
  }
  for (; j < width; j += 1) a += (slopes[j] ?? 0) * (x[from + j] ?? 0);
  return a + b + (c + d);
}

/** ln(1 + e^x). */
function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Σw·(−log p) in nats of the rows. */
export function ridgeLogLoss(theta: Float64Array, rows: RidgeRows, levels: number): number {
  const probabilities = new Float64Array(levels);
  let loss = 0;
  rows.codes.forEach((code, i) => {
    ridgeProbabilities(theta, rows.x, i, rows.width, probabilities);
    loss -= (rows.weights[i] ?? 1) * Math.log(Math.max(probabilities[code] ?? 0, 1e-300));
  });
  return loss;
}

/** Fills and returns `probabilities` for one row of `x`. */
export function ridgeProbabilities(
  theta: Float64Array,
  x: Float64Array,
  row: number,
  width: number,
  probabilities: Float64Array,
): Float64Array {
  const levels = probabilities.length;
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < levels; k += 1) {
    const start = k * (width + 1);
    let eta = theta[start] ?? 0;
    for (let j = 0; j < width; j += 1) eta += (theta[start + j + 1] ?? 0) * (x[row * width + j] ?? 0);
    probabilities[k] = eta;
    largest = Math.max(largest, eta);
  }
  let total = 0;
  for (let k = 0; k < levels; k += 1) {
    const value = Math.exp((probabilities[k] ?? 0) - largest);
    probabilities[k] = value;
    total += value;
  }
  for (let k = 0; k < levels; k += 1) probabilities[k] = (probabilities[k] ?? 0) / total;
  return probabilities;
}
