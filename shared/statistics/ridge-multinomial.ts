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
  const { width } = rows;
  const second = width + 1;
  const slopes = new Float64Array(width);
  for (let j = 0; j < width; j += 1) slopes[j] = (theta[second + j + 1] ?? 0) - (theta[j + 1] ?? 0);
  const constant = (theta[second] ?? 0) - (theta[0] ?? 0);
  const sums = binarySums(rows, constant, slopes);
  // Average rows have predictors of 0.
  const loss = sums.loss + smoothing * (softplus(constant) + softplus(-constant));
  const residuals = sums.residuals + smoothing * (2 * logistic(constant) - 1);
  const total = sums.weight + 2 * smoothing;
  const scale = total > 0 ? 1 / total : 0;
  const gradient = new Float64Array(theta.length);
  gradient[second] = residuals * scale;
  gradient[0] = -residuals * scale;
  let value = loss * scale;
  for (let j = 0; j < width; j += 1) {
    const slope = (sums.products[j] ?? 0) * scale;
    const [one, two] = [theta[j + 1] ?? 0, theta[second + j + 1] ?? 0];
    gradient[j + 1] = penalty * one - slope;
    gradient[second + j + 1] = penalty * two + slope;
    value += (penalty / 2) * (one * one + two * two);
  }
  return { value, gradient };
}

interface BinarySums {
  weight: number;
  /** Σw·(−log p). */
  loss: number;
  /** Σw·(p − y). */
  residuals: number;
  /** Σw·(p − y)·x, by column. */
  readonly products: Float64Array;
}

/** Four rows at a time: reading slopes and writing sums costs most. */
function binarySums(rows: RidgeRows, constant: number, slopes: Float64Array): BinarySums {
  const { width, x, codes } = rows;
  const products = new Float64Array(width);
  const sums: BinarySums = { weight: 0, loss: 0, residuals: 0, products };
  let i = 0;
  for (; i + 3 < codes.length; i += 4) {
    const one = i * width;
    const two = one + width;
    const three = two + width;
    const four = three + width;
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let j = 0; j < width; j += 1) {
      const slope = slopes[j] ?? 0;
      a += slope * (x[one + j] ?? 0);
      b += slope * (x[two + j] ?? 0);
      c += slope * (x[three + j] ?? 0);
      d += slope * (x[four + j] ?? 0);
    }
    a = addBinaryRow(rows, i, constant + a, sums);
    b = addBinaryRow(rows, i + 1, constant + b, sums);
    c = addBinaryRow(rows, i + 2, constant + c, sums);
    d = addBinaryRow(rows, i + 3, constant + d, sums);
    for (let j = 0; j < width; j += 1) {
      products[j] =
        (products[j] ?? 0) +
        a * (x[one + j] ?? 0) +
        b * (x[two + j] ?? 0) +
        c * (x[three + j] ?? 0) +
        d * (x[four + j] ?? 0);
    }
  }
  for (; i < codes.length; i += 1) {
    const from = i * width;
    let product = constant;
    for (let j = 0; j < width; j += 1) product += (slopes[j] ?? 0) * (x[from + j] ?? 0);
    const residual = addBinaryRow(rows, i, product, sums);
    for (let j = 0; j < width; j += 1) products[j] = (products[j] ?? 0) + residual * (x[from + j] ?? 0);
  }
  return sums;
}

/** Adds weight, loss and residual of one row; returns its weighted residual. */
function addBinaryRow({ codes, weights }: RidgeRows, row: number, eta: number, into: BinarySums): number {
  const code = codes[row] ?? 0;
  const weight = weights[row] ?? 1;
  const small = Math.exp(-Math.abs(eta));
  const upper = eta >= 0 ? 1 / (1 + small) : small / (1 + small);
  const residual = weight * (upper - code);
  into.weight += weight;
  into.loss += weight * (Math.max(0, code === 1 ? -eta : eta) + Math.log1p(small));
  into.residuals += residual;
  return residual;
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
