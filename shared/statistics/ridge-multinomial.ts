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
  const { width, x, codes, weights } = rows;
  const stride = width + 1;
  const gradient = new Float64Array(theta.length);
  const probabilities = new Float64Array(levels);
  const total = weights.reduce((sum, weight) => sum + weight, 0) + smoothing * levels;
  const scale = total > 0 ? 1 / total : 0;
  let value = 0;
  const add = (values: Float64Array, row: number, code: number, weight: number) => {
    if (levels === 2) {
      value += weight * addBinary(theta, values, row, width, code, weight, gradient);
      return;
    }
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

/** The term of one row with two levels, whose gradients are each other's negatives: half the work. Returns −log p. */
function addBinary(
  theta: Float64Array,
  x: Float64Array,
  row: number,
  width: number,
  code: number,
  weight: number,
  gradient: Float64Array,
): number {
  const second = width + 1;
  const from = row * width;
  let eta = (theta[second] ?? 0) - (theta[0] ?? 0);
  for (let j = 0; j < width; j += 1) {
    eta += ((theta[second + j + 1] ?? 0) - (theta[j + 1] ?? 0)) * (x[from + j] ?? 0);
  }
  const away = code === 1 ? -eta : eta;
  const small = Math.exp(-Math.abs(eta));
  const upper = eta >= 0 ? 1 / (1 + small) : small / (1 + small);
  const residual = weight * (upper - code);
  gradient[second] = (gradient[second] ?? 0) + residual;
  gradient[0] = (gradient[0] ?? 0) - residual;
  for (let j = 0; j < width; j += 1) {
    const slope = residual * (x[from + j] ?? 0);
    gradient[second + j + 1] = (gradient[second + j + 1] ?? 0) + slope;
    gradient[j + 1] = (gradient[j + 1] ?? 0) - slope;
  }
  return Math.max(0, away) + Math.log1p(small);
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
