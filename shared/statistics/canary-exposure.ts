import { chiSquareUpperTail } from './chi-square-distribution.ts';
import { logGamma } from './log-gamma.ts';
import type { Random } from './random.ts';

/** More patterns than this are not enumerated; their share is estimated from as many random ones. */
const mostEnumerated = 2 ** 18;

export interface CanaryExposure {
  /** log2 |R| − log2 rank, in bits: 0 for a pattern that is as likely as the least likely one, log2 |R| for the likeliest. */
  readonly exposure: number;
  /** log2 of the number of patterns: the largest exposure there is. */
  readonly most: number;
  /** Whether the rank was counted or estimated from random patterns. */
  readonly exact: boolean;
}

/**
 * Exposure of a planted pattern of answers: how far up it stands among all patterns that could have been planted, by what
 * the model makes of them. Patterns answer items that are independent given the prompt, so the loss of a pattern is the
 * sum of the losses of its answers. Equal losses share the middle of their ranks.
 * Source: Carlini, Liu, Erlingsson, Kos & Song (2019), The Secret Sharer, USENIX Security, sections 4.2-4.3 (definition and
 * sampling).
 *
 * @param losses per item −ln p of every option
 * @param pattern the planted option per item
 */
export function canaryExposure(
  losses: readonly (readonly number[])[],
  pattern: readonly number[],
  random: Random,
): CanaryExposure {
  const own = pattern.reduce((sum, option, item) => sum + (losses[item]?.[option] ?? 0), 0);
  const most = losses.reduce((sum, options) => sum + Math.log2(options.length), 0);
  const tolerance = 1e-9 * Math.max(1, Math.abs(own));
  const count = { below: 0, equal: 0, all: 0 };
  const take = (loss: number): void => {
    count.all += 1;
    if (loss < own - tolerance) count.below += 1;
    else if (loss <= own + tolerance) count.equal += 1;
  };
  const exact = most <= Math.log2(mostEnumerated);
  if (exact) eachPattern(losses, 0, 0, take);
  else {
    take(own);
    for (let draw = 1; draw < mostEnumerated; draw++) {
      take(losses.reduce((sum, options) => sum + (options[random.integer(options.length)] ?? 0), 0));
    }
  }
  const share = (count.below + (count.equal + 1) / 2) / count.all;
  return { exposure: Math.max(0, -Math.log2(share)), most, exact };
}

function eachPattern(
  losses: readonly (readonly number[])[],
  item: number,
  sum: number,
  take: (loss: number) => void,
): void {
  const options = losses[item];
  if (options === undefined) take(sum);
  else for (const loss of options) eachPattern(losses, item + 1, sum + loss, take);
}

/**
 * Mean exposure of patterns that were not planted, in bits: their ranks are uniform on 1..N, so it is log2 N − log2(N!)/N, which
 * rises to 1/ln 2 = 1.44 with N.
 *
 * @param most log2 N
 */
export function expectedExposure(most: number): number {
  const patterns = 2 ** most;
  return most > 40 ? 1 / Math.LN2 : most - logGamma(patterns + 1) / (patterns * Math.LN2);
}

/**
 * Chance that as many patterns which were not planted have at least this total exposure: twice the sum in nats is
 * chi-square with 2n degrees of freedom (Fisher 1932, Statistical Methods for Research Workers, section 21.1). With few
 * patterns to rank among the true chance is smaller.
 */
export function exposurePValue(exposures: readonly number[]): number {
  const total = exposures.reduce((sum, exposure) => sum + exposure, 0);
  return chiSquareUpperTail(2 * total * Math.LN2, 2 * exposures.length);
}
