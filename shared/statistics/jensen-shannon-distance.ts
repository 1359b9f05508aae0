import { normalisePair } from './normalise-distribution.ts';

/**
 * Jensen-Shannon distance sqrt(½KL(P‖M) + ½KL(Q‖M)) with M = (P+Q)/2 and logarithms to base 2; in [0, 1], a metric.
 * Source: Lin (1991), IEEE Trans. Inf. Theory 37:145-151; Endres & Schindelin (2003), ibid. 49:1858-1860.
 *
 * @param p counts or probabilities, normalised here
 * @param q the same categories in the same order
 * @throws StatisticsError empty-input, length-mismatch, negative-value, not-finite, zero-total
 */
export function jensenShannonDistance(p: readonly number[], q: readonly number[]): number {
  const pair = normalisePair(p, q);
  let nats = 0;
  pair.p.forEach((pi, index) => {
    const qi = pair.q[index] ?? 0;
    const mean = (pi + qi) / 2;
    if (mean > 0) nats += mean * symmetricTerm((pi - qi) / (pi + qi));
  });
  return Math.min(1, Math.sqrt(Math.max(0, nats / 2 / Math.LN2)));
}

/**
 * (1+d)ln(1+d) + (1−d)ln(1−d). Near 0 the two halves cancel, so the even power series Σ d^{2k}/(k(2k−1)) is summed
 * instead; otherwise equal distributions would be at distance 1e-8 rather than 0.
 */
function symmetricTerm(d: number): number {
  if (Math.abs(d) >= 1) return 2 * Math.LN2;
  if (Math.abs(d) > 0.2) return (1 + d) * Math.log1p(d) + (1 - d) * Math.log1p(-d);
  const square = d * d;
  let sum = 0;
  for (let k = 12; k >= 1; k -= 1) sum = square * (sum + 1 / (k * (2 * k - 1)));
  return sum;
}
