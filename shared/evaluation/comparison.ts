import { normalQuantile } from '../statistics/normal-quantile.ts';
import { noncentralityLimits } from '../statistics/noncentrality-limits.ts';
import { ratioLimits } from '../statistics/ratio-limits.ts';
import { selectQuantiles } from '../statistics/select-quantiles.ts';
import { type Estimate, estimate, finiteDraws, smallestResampled, undefinedEstimate } from './estimate.ts';
import type { Comparison } from './results.ts';
import type { Ratio } from './row-sums.ts';
import { signedRoot } from './signed-root.ts';

/** A distance of one source with its draws, and the same without sampling noise. */
export interface DistanceDraws {
  readonly value: number;
  readonly draws: Float64Array;
  readonly noiseless: Noiseless;
  readonly n: number;
}

/** A squared distance without sampling noise; see `withoutNoise`. */
export interface Noiseless {
  /** 2 for distances; 1 for divergences, to which sampling adds as they are. */
  readonly power: 1 | 2;
  /** Square − noise; below 0 where there is less than sampling would give. NaN where it is not known. */
  readonly square: number;
  /** What sampling adds to the square. */
  readonly noise: number;
  /** Variance of the squared draws, which start from the square with its noise. */
  readonly variance: number;
  /** Variance of `square` where the truth is 0, should it be known from elsewhere; null otherwise. */
  readonly varianceAtZero: number | null;
  /** The squared draws as they are; made on every call. */
  readonly squares: () => Float64Array;
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

/**
 * A squared distance without sampling noise: D² − B, where B is what sampling adds to the square. Resampling adds it once
 * more, so B is the mean of the squared draws − D², times n/(n − 1). Noise adds up in squares and not in distances:
 * D − E(noise) would bring a true distance the nearer to 0 the fewer people there are. B holds whatever the resampling holds,
 * answers drawn or not, twins tied to their persons, and clusters, which a distance between two human samples would not.
 *
 * Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 10 (bias); Miller (1955) for information measures.
 *
 * @param n respondents
 * @param power as in `Noiseless`
 * @returns NaN where the value or more than a tenth of the draws are
 */
export function withoutNoise(value: number, draws: Float64Array, n: number, power: 1 | 2 = 2): Noiseless {
  const own = value ** power;
  let known = 0;
  let sum = 0;
  let squares = 0;
  for (let b = 0; b < draws.length; b++) {
    const draw = draws[b] ?? Number.NaN;
    if (!Number.isFinite(draw)) continue;
    const away = draw ** power - own;
    known++;
    sum += away;
    squares += away * away;
  }
  // Draws vary as in a population of the n people, whose variance is too small.
  const wider = n / (n - 1);
  const added = sum / known;
  const noise = known > 0 && known >= 0.9 * draws.length ? added * wider : Number.NaN;
  const left = own - noise;
  // Where nothing varies, a rest is rounding.
  const square = Math.abs(left) <= 1e-12 * own ? 0 : left;
  return {
    power,
    square,
    noise,
    variance: Math.max(0, squares / known - added ** 2) * wider ** 2,
    varianceAtZero: null,
    squares: () => (power === 1 ? draws : draws.map((draw) => draw * draw)),
  };
}

/** A square as the distance, with its sign. */
export function asDistance({ power, square }: Pick<Noiseless, 'power' | 'square'>): number {
  return power === 1 ? square : signedRoot(square);
}

/** The same with its draws, moved so that their median is the distance. */
export function distanceDraws(noiseless: Noiseless): Ratio {
  const draws = centred(noiseless.square, noiseless.squares());
  return { value: asDistance(noiseless), draws: noiseless.power === 1 ? draws : draws.map(signedRoot) };
}

/**
 * Limits of a square without noise. Squared draws would not do: they start from D² with its noise, so that where the truth is
 * near 0 they vary up to three times as much as D² does. Instead D² counts as a multiple of a noncentral chi-square variable,
 * B/k · χ²(k, kδ²/B), with k such that at D² it has the variance of the draws, and the limits are those of its noncentrality.
 *
 * Steiger & Fouladi (1997) for the inversion, Satterthwaite (1946), Biometrics Bulletin 2:110-114, for k.
 */
function limitsOf(noiseless: Noiseless, level: number): readonly [number, number] {
  const { square, noise, variance, varianceAtZero } = noiseless;
  if (varianceAtZero !== null && varianceAtZero > 0) return scoreLimits({ ...noiseless, varianceAtZero }, level);
  if (!(noise > 0 && variance > 0 && square + noise >= 0)) {
    const [low = Number.NaN, high = Number.NaN] = selectQuantiles(finiteDraws(centred(square, noiseless.squares())), [
      (1 - level) / 2,
      (1 + level) / 2,
    ]);
    return [low, high];
  }
  const own = square + noise;
  const degreesOfFreedom = (2 * noise * (noise + 2 * own)) / variance;
  const unit = noise / degreesOfFreedom;
  const [low, high] = noncentralityLimits(own / unit, degreesOfFreedom, level);
  // In fewer than two dimensions a sample that agrees exactly is the likeliest of all if the truth is 0.
  return [low * unit, (degreesOfFreedom < 2 ? Math.max(0, high) : high) * unit];
}

/**
 * Where the variance at 0 is known: it grows in proportion to the true square, to that of the draws at D², and each limit is
 * the square from which what was found is as far as `level` says, in standard deviations of a square of that size. Wilson
 * (1927), J. Am. Stat. Assoc. 22:209-212, for the principle.
 */
function scoreLimits(
  { square, noise, variance, varianceAtZero }: Noiseless & { readonly varianceAtZero: number },
  level: number,
): readonly [number, number] {
  const z = normalQuantile((1 + level) / 2);
  const growth = Math.max(0, variance - varianceAtZero) / (Math.max(square, 0) + noise);
  const atZero = z * Math.sqrt(varianceAtZero);
  const centre = square + (z ** 2 * growth) / 2;
  const reach = z * Math.sqrt(Math.max(0, growth * square + varianceAtZero + (z * growth) ** 2 / 4));
  return [square <= atZero ? square - atZero : centre - reach, square <= -atZero ? square + atZero : centre + reach];
}

/**
 * Distance, the same without sampling noise, and skill 1 − that squared/that of the reference squared (divergences as they
 * are): 1 where nothing is left, 0 as far away as the reference, below 0 farther. Squares, as in Murphy's skill of squared
 * errors, since noise adds up in them. Skill is undefined where nothing is left of the reference's own distance, and has no
 * interval where the interval of the reference's square reaches 0.
 *
 * @param largest largest value that the distance can take
 */
export function compare(
  own: DistanceDraws,
  reference: DistanceDraws | null,
  level: number,
  largest: number,
): Comparison {
  const { value, draws, noiseless, n } = own;
  return {
    distance: estimate({ value, draws, n, level, reason: 'no-answers', bounds: [0, largest] }),
    excess: noiselessEstimate(value, noiseless, n, level, largest),
    skill: skillOf(own, reference, level),
  };
}

/**
 * A distance without sampling noise; none below the number of respondents that are resampled.
 *
 * @param value the distance as it is
 */
export function noiselessEstimate(
  value: number,
  noiseless: Noiseless,
  n: number,
  level: number,
  largest: number,
): Estimate {
  const reason = Number.isFinite(value) ? 'too-few-respondents' : 'no-answers';
  if (n < smallestResampled || !Number.isFinite(noiseless.square)) return undefinedEstimate(reason, n, level);
  const bounds = [-largest, largest] as const;
  const [low, high] = limitsOf(noiseless, level).map((square) => asDistance({ ...noiseless, square }));
  return withLimits(asDistance(noiseless), [low ?? Number.NaN, high ?? Number.NaN], { n, level, bounds });
}

function withLimits(
  value: number,
  [low, high]: readonly [number, number],
  { n, level, bounds }: { n: number; level: number; bounds: readonly [number, number] },
): Estimate {
  const clip = (bound: number): number => Math.min(bounds[1], Math.max(bounds[0], bound));
  return { value, low: Math.min(clip(low), value), high: Math.max(clip(high), value), level, n, reason: null };
}

function skillOf(own: DistanceDraws, reference: DistanceDraws | null, level: number): Comparison['skill'] {
  const { n } = own;
  if (reference === null) return undefinedEstimate('no-reference', n, level);
  const left = own.noiseless;
  const far = reference.noiseless;
  if (n < smallestResampled || !Number.isFinite(left.square) || !Number.isFinite(far.square)) {
    const known = Number.isFinite(own.value) && Number.isFinite(reference.value);
    return undefinedEstimate(known ? 'too-few-respondents' : 'no-answers', n, level);
  }
  if (far.square <= 0) return undefinedEstimate('reference-at-ceiling', n, level);
  if (own === reference) return { value: 0, low: 0, high: 0, level, n, reason: null };
  const value = 1 - left.square / far.square;
  const ofReference = limitsOf(far, level);
  if (!(ofReference[0] > 0)) return { value, low: null, high: null, level, n, reason: 'reference-at-ceiling' };
  const together = correlation(left.squares(), far.squares());
  const [low, high] = ratioLimits(
    { value: left.square, limits: limitsOf(left, level) },
    { value: far.square, limits: ofReference },
    together,
  );
  const bounds = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  return withLimits(value, [1 - high, 1 - low], { n, level, bounds });
}

/** Pearson's, over the draws in which both are known. */
function correlation(a: Float64Array, b: Float64Array): number {
  let [n, meanA, meanB, squaresA, squaresB, products] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? Number.NaN, b[i] ?? Number.NaN];
    if (!Number.isFinite(x + y)) continue;
    n++;
    const [fromA, fromB] = [x - meanA, y - meanB];
    meanA += fromA / n;
    meanB += fromB / n;
    squaresA += fromA * (x - meanA);
    squaresB += fromB * (y - meanB);
    products += fromA * (y - meanB);
  }
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : 0;
}
