import type { ItemColumn } from './prepare.ts';

/** Where the options of an item lie on its scale: options in ascending order of score and the steps between them. */
export interface ItemScale {
  readonly options: number;
  readonly order: Int32Array;
  /** `steps[k]` = score of the (k+1)-th option in order − score of the k-th; empty on nominal items. */
  readonly steps: Float64Array;
  /** Largest − smallest score; NaN on nominal items. */
  readonly range: number;
}

export function itemScale(item: ItemColumn): ItemScale {
  const { options, scores } = item;
  const order = Int32Array.from({ length: options }, (_, k) => k);
  if (scores === null) return { options, order, steps: new Float64Array(0), range: Number.NaN };
  order.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  const at = (k: number): number => scores[order[k] ?? 0] ?? 0;
  const steps = Float64Array.from({ length: Math.max(0, options - 1) }, (_, k) => at(k + 1) - at(k));
  return { options, order, steps, range: at(options - 1) - at(0) };
}

/** Written by `measureDistances`. */
export interface Distances {
  jensenShannon: number;
  wasserstein: number;
  totalVariation: number;
  kullbackLeibler: number;
  kolmogorovSmirnov: number;
}

/** Answers added to every option of both sides before the Kullback-Leibler divergence (the Jeffreys-Perks rule). */
export const pseudoAnswers = 0.5;

/**
 * Jensen-Shannon distance (base 2), Wasserstein-1 in the unit of the scores, total variation, Kullback-Leibler divergence of p
 * from q in bits and the Kolmogorov-Smirnov statistic of two rows of counts, in one pass and without allocation: the
 * definitions of `statistics/jensen-shannon-distance`, `wasserstein1-ordinal`, `total-variation`, `kl-divergence` and
 * `kolmogorov-smirnov`, which a bootstrap calls some millions of times. All are NaN when a row is empty.
 *
 * @param smoothing added to every share of both rows before the Kullback-Leibler divergence; `pseudoAnswers` divided by n
 */
export function measureDistances(
  p: Float64Array,
  pStart: number,
  q: Float64Array,
  qStart: number,
  scale: ItemScale,
  smoothing: number,
  out: Distances,
): void {
  const { options, order, steps } = scale;
  let pTotal = 0;
  let qTotal = 0;
  for (let k = 0; k < options; k++) {
    pTotal += p[pStart + k] ?? 0;
    qTotal += q[qStart + k] ?? 0;
  }
  if (!(pTotal > 0 && qTotal > 0)) {
    out.jensenShannon = out.wasserstein = out.totalVariation = Number.NaN;
    out.kullbackLeibler = out.kolmogorovSmirnov = Number.NaN;
    return;
  }
  let nats = 0;
  let variation = 0;
  let cumulative = 0;
  let transport = 0;
  let relative = 0;
  let apart = 0;
  for (let k = 0; k < options; k++) {
    const option = order[k] ?? 0;
    const pk = (p[pStart + option] ?? 0) / pTotal;
    const qk = (q[qStart + option] ?? 0) / qTotal;
    const sum = pk + qk;
    const difference = pk - qk;
    if (sum > 0) nats += (sum / 2) * jensenShannonTerm(difference / sum);
    if (pk + smoothing > 0) relative += (pk + smoothing) * Math.log((pk + smoothing) / (qk + smoothing));
    variation += Math.abs(difference);
    cumulative += difference;
    // Options with one score stand at one point.
    if (k === options - 1 || (steps[k] ?? 0) > 0) apart = Math.max(apart, Math.abs(cumulative));
    transport += Math.abs(cumulative) * (steps[k] ?? 0);
  }
  out.jensenShannon = Math.min(1, Math.sqrt(Math.max(0, nats / 2 / Math.LN2)));
  out.wasserstein = steps.length > 0 || options === 1 ? transport : Number.NaN;
  out.totalVariation = Math.min(1, variation / 2);
  out.kullbackLeibler = Math.max(0, relative / (1 + options * smoothing) / Math.LN2);
  out.kolmogorovSmirnov = steps.length > 0 || options === 1 ? Math.min(1, apart) : Number.NaN;
}

/**
 * (1+d)ln(1+d) + (1−d)ln(1−d) for d in [-1, 1]; near 0 by its series Σ d^{2k}/(k(2k−1)), since the halves cancel there and
 * equal rows would be at distance 1e-8 instead of 0.
 */
export function jensenShannonTerm(d: number): number {
  if (Math.abs(d) >= 1) return 2 * Math.LN2;
  if (Math.abs(d) > 0.1) return (1 + d) * Math.log1p(d) + (1 - d) * Math.log1p(-d);
  const x = d * d;
  return x * (1 + x * (1 / 6 + x * (1 / 15 + x * (1 / 28 + x * (1 / 45 + x * (1 / 66 + x / 91))))));
}
