import { StatisticsError } from './statistics-error.ts';

export interface ThresholdRate {
  /** Share of the positives above the threshold. */
  readonly rate: number;
  readonly above: number;
  /** Share of the negatives above it: at most the share that was allowed. */
  readonly falsePositiveRate: number;
}

/**
 * True-positive rate at the lowest threshold whose false-positive rate is at most `allowed`. With fewer than 1/`allowed`
 * negatives the threshold lies at the highest of them.
 * Source: Carlini et al. (2022), Membership Inference Attacks From First Principles, IEEE S&P, section III.
 *
 * @throws StatisticsError empty-input, out-of-range
 */
export function rateAtFalsePositives(
  positives: readonly number[],
  negatives: readonly number[],
  allowed: number,
): ThresholdRate {
  if (positives.length === 0 || negatives.length === 0) {
    throw new StatisticsError('empty-input', 'a rate needs positives and negatives');
  }
  if (!(allowed >= 0 && allowed < 1)) throw new StatisticsError('out-of-range', 'a rate lies in [0, 1)');
  const sorted = [...negatives].sort((a, b) => b - a);
  const threshold = sorted[Math.floor(allowed * negatives.length + 1e-9)] ?? Number.NEGATIVE_INFINITY;
  const above = positives.filter((score) => score > threshold).length;
  return {
    rate: above / positives.length,
    above,
    falsePositiveRate: negatives.filter((score) => score > threshold).length / negatives.length,
  };
}
