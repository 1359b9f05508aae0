import { mirror } from './matrix-products.ts';
import type { NewtonPoint } from './maximise-by-newton.ts';

/** Rows of a multinomial logit; parameters are laid out equation by equation, category 0 is the baseline. */
export type MultinomialProblem = {
  /** n × width, row after row. */
  readonly rows: Float64Array;
  readonly width: number;
  readonly n: number;
  readonly codes: Int32Array;
  readonly equations: number;
  readonly weights: Float64Array;
};

/**
 * Log-likelihood, gradient and information of a multinomial logit; fills `scores` (n × parameters) when given.
 * Source: Agresti (2013), Categorical Data Analysis, 8.1.4.
 */
export function multinomialDerivatives(
  problem: MultinomialProblem,
  theta: Float64Array,
  scores: Float64Array | null = null,
): NewtonPoint {
  const { rows, width, n, codes, equations, weights } = problem;
  const size = width * equations;
  const gradient = new Float64Array(size);
  const information = Array.from({ length: size }, () => new Float64Array(size));
  const probabilities = new Float64Array(equations + 1);
  let value = 0;
  for (let i = 0; i < n; i += 1) {
    const row = rows.subarray(i * width, (i + 1) * width);
    const weight = weights[i] ?? 1;
    const code = codes[i] ?? 0;
    value += weight * logProbabilities(theta, row, probabilities, code);
    for (let k = 1; k <= equations; k += 1) {
      const residual = weight * residualOf(probabilities, k, code);
      for (let j = 0; j < width; j += 1) {
        const index = (k - 1) * width + j;
        const score = residual * (row[j] ?? 0);
        gradient[index] = (gradient[index] ?? 0) + score;
        if (scores !== null) scores[i * size + index] = score;
      }
      for (let l = 1; l <= k; l += 1) {
        const variance = k === l ? varianceOf(probabilities, k) : -(probabilities[k] ?? 0) * (probabilities[l] ?? 0);
        addBlock(information, (k - 1) * width, (l - 1) * width, row, weight * variance);
      }
    }
  }
  mirror(information);
  return { value: Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value, gradient, information };
}

/** Fills `probabilities` and returns the log-probability of `code`. */
export function logProbabilities(
  theta: Float64Array,
  row: Float64Array,
  probabilities: Float64Array,
  code: number,
): number {
  const width = row.length;
  let largest = 0;
  for (let k = 1; k < probabilities.length; k += 1) {
    let eta = 0;
    for (let j = 0; j < width; j += 1) eta += (row[j] ?? 0) * (theta[(k - 1) * width + j] ?? 0);
    probabilities[k] = eta;
    largest = Math.max(largest, eta);
  }
  probabilities[0] = 0;
  const own = probabilities[code] ?? 0;
  let total = 0;
  for (let k = 0; k < probabilities.length; k += 1) {
    const value = Math.exp((probabilities[k] ?? 0) - largest);
    probabilities[k] = value;
    total += value;
  }
  for (let k = 0; k < probabilities.length; k += 1) probabilities[k] = (probabilities[k] ?? 0) / total;
  return own - largest - Math.log(total);
}

/** 1{k = code} − p_k; for the own category as the sum of the others, which keeps its digits near 1. */
function residualOf(probabilities: Float64Array, k: number, code: number): number {
  return k === code ? othersOf(probabilities, k) : -(probabilities[k] ?? 0);
}

function varianceOf(probabilities: Float64Array, k: number): number {
  return (probabilities[k] ?? 0) * othersOf(probabilities, k);
}

function othersOf(probabilities: Float64Array, k: number): number {
  return probabilities.reduce((sum, p, index) => (index === k ? sum : sum + p), 0);
}

/** Adds factor·rowᵀrow to the block at (top, left) of the lower triangle. */
function addBlock(sum: readonly Float64Array[], top: number, left: number, row: Float64Array, factor: number): void {
  for (let i = 0; i < row.length; i += 1) {
    const line = sum[top + i];
    const scaled = factor * (row[i] ?? 0);
    if (line === undefined || scaled === 0) continue;
    const end = top === left ? i : row.length - 1;
    for (let j = 0; j <= end; j += 1) line[left + j] = (line[left + j] ?? 0) + scaled * (row[j] ?? 0);
  }
}
