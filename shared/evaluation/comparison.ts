import { selectQuantiles } from '../statistics/select-quantiles.ts';
import { type Estimate, estimate, finiteDraws, smallestResampled, undefinedEstimate } from './estimate.ts';
import type { Comparison } from './results.ts';
import type { Ratio } from './row-sums.ts';

/** A distance of one source with its draws, and the same without sampling noise. */
export interface DistanceDraws {
  readonly value: number;
  readonly draws: Float64Array;
  /** Draws with this value as their median; NaN where there is none. */
  readonly debiased: Ratio;
  /** As in `withoutNoise`. */
  readonly power: 1 | 2;
  readonly n: number;
}

/** Draws moved so that their median is `value`; see `estimate` for the reason. */
export function centred(value: number, draws: Float64Array): Float64Array {
  const known = finiteDraws(draws);
  if (known.length === 0 || !Number.isFinite(value)) return new Float64Array(draws.length).fill(Number.NaN);
  const [median = 0] = selectQuantiles(known, [0.5]);
  const moved = new Float64Array(draws.length);
  for (let b = 0; b < moved.length; b++) moved[b] = (draws[b] ?? Number.NaN) + (value - median);
  return moved;
}

/** sign(x)·√|x|: a squared distance that may be negative as a distance. */
export function signedRoot(square: number): number {
  return Math.sign(square) * Math.sqrt(Math.abs(square));
}

/** sign(x)·x². */
export function signedSquare(root: number): number {
  return Math.sign(root) * root ** 2;
}

/**
 * A distance without sampling noise: the signed root of D² − B, where B is what sampling adds to the square. Resampling adds
 * it once more, so B is the mean of the squared draws − D². Noise adds up in squares and not in distances: D − E(noise)
 * would bring a true distance the nearer to 0 the fewer people there are. B holds whatever the resampling holds, answers
 * drawn or not, twins tied to their persons, and clusters, which a distance between two human samples would not.
 *
 * Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 10 (bias); Miller (1955) for information measures.
 *
 * @param power 2 for distances; 1 for divergences, to which sampling adds as they are
 * @returns NaN where the value or more than a tenth of the draws are
 */
export function withoutNoise(value: number, draws: Float64Array, power: 1 | 2 = 2): Ratio {
  const powers = power === 1 ? draws : draws.map((draw) => draw * draw);
  const known = finiteDraws(powers);
  const own = value ** power;
  const enough = known.length > 0 && known.length >= 0.9 * draws.length;
  const mean = enough ? known.reduce((sum, draw) => sum + draw, 0) / known.length : Number.NaN;
  const left = 2 * own - mean;
  // Where nothing varies, a rest is rounding.
  const debiased = Math.abs(left) <= 1e-12 * own ? 0 : left;
  const moved = centred(debiased, powers);
  return power === 1
    ? { value: debiased, draws: moved }
    : { value: signedRoot(debiased), draws: moved.map(signedRoot) };
}

/**
 * Distance, the same without sampling noise, and skill 1 − that squared/that of the reference squared (divergences as they
 * are): 1 where nothing is left, 0 as far away as the reference, below 0 farther. Squares, as in Murphy's skill of squared
 * errors, since noise adds up in them. Skill is undefined where nothing is left of the reference's own distance, and has no
 * interval where more than (1 − level)/2 of the reference's draws are so.
 *
 * @param largest largest value that the distance can take
 */
export function compare(
  own: DistanceDraws,
  reference: DistanceDraws | null,
  level: number,
  largest: number,
): Comparison {
  const { value, draws, debiased, n } = own;
  return {
    distance: estimate({ value, draws, n, level, reason: 'no-answers', bounds: [0, largest] }),
    excess: debiasedEstimate(value, debiased, n, level, largest),
    skill: skillOf(own, reference, level),
  };
}

/** A distance without sampling noise; none below the number of respondents that are resampled. */
export function debiasedEstimate(value: number, debiased: Ratio, n: number, level: number, largest: number): Estimate {
  const reason = Number.isFinite(value) ? 'too-few-respondents' : 'no-answers';
  if (n < smallestResampled) return undefinedEstimate(reason, n, level);
  return estimate({ ...debiased, n, level, reason, bounds: [-largest, largest] });
}

function skillOf(own: DistanceDraws, reference: DistanceDraws | null, level: number): Comparison['skill'] {
  const { n } = own;
  const bare = { draws: null, n, level };
  if (reference === null) return estimate({ ...bare, value: Number.NaN, reason: 'no-reference' });
  const squared = ({ debiased, power }: DistanceDraws): Ratio => {
    if (power === 1) return debiased;
    return { value: signedSquare(debiased.value), draws: debiased.draws.map(signedSquare) };
  };
  const left = squared(own);
  const leftOfReference = squared(reference);
  if (n < smallestResampled || !Number.isFinite(left.value) || !Number.isFinite(leftOfReference.value)) {
    const reason =
      Number.isFinite(own.value) && Number.isFinite(reference.value) ? 'too-few-respondents' : 'no-answers';
    return estimate({ ...bare, value: Number.NaN, reason });
  }
  if (leftOfReference.value <= 0) return estimate({ ...bare, value: Number.NaN, reason: 'reference-at-ceiling' });
  const value = 1 - left.value / leftOfReference.value;
  const skills = new Float64Array(left.draws.length);
  let atCeiling = 0;
  for (let b = 0; b < skills.length; b++) {
    const gap = leftOfReference.draws[b] ?? Number.NaN;
    if (gap <= 0) atCeiling++;
    const ofDraw = left.draws[b] ?? Number.NaN;
    skills[b] = own === reference ? 0 : Math.max(gap > 0 ? 1 - ofDraw / gap : Number.NEGATIVE_INFINITY, -1e6);
  }
  if (own !== reference && atCeiling / skills.length > (1 - level) / 2) {
    return { value, low: null, high: null, level, n, reason: 'reference-at-ceiling' };
  }
  return estimate({ value, draws: skills, n, level, reason: 'not-estimable' });
}
