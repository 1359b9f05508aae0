import { quantileOfSorted } from '../statistics/quantile.ts';
import { estimate, undefinedEstimate } from './estimate.ts';
import type { Comparison } from './results.ts';

/** A distance of one source with its draws, shifted so that their median is the value, and the ceiling of its regime. */
export interface DistanceDraws {
  readonly value: number;
  readonly draws: Float64Array;
  /** NaN where there are too few respondents for one. */
  readonly ceiling: number;
  readonly n: number;
}

/** Draws moved so that their median is `value`; see `estimate` for the reason. */
export function centred(value: number, draws: Float64Array): Float64Array {
  const sorted = draws.filter(Number.isFinite).sort();
  if (sorted.length === 0 || !Number.isFinite(value)) return new Float64Array(draws.length).fill(Number.NaN);
  const shift = value - quantileOfSorted(sorted, 0.5);
  return draws.map((draw) => draw + shift);
}

/**
 * Distance, excess over the noise ceiling, and skill 1 − excess/excess of the reference: 1 at the ceiling, 0 as far away
 * as the reference, below 0 farther. Skill is undefined where the reference itself is at the ceiling or below, and has no
 * interval where more than (1 − level)/2 of the reference's draws are.
 *
 * @param largest largest value that the distance can take
 */
export function compare(
  own: DistanceDraws,
  reference: DistanceDraws | null,
  level: number,
  largest: number,
): Comparison {
  const { value, draws, ceiling, n } = own;
  const distance = estimate({ value, draws, n, level, reason: 'no-answers', bounds: [0, largest] });
  const under = (bound: number | null): number | null => (bound === null ? null : bound - ceiling);
  const excess =
    distance.value === null || !Number.isFinite(ceiling)
      ? undefinedEstimate(distance.reason === 'no-answers' ? 'no-answers' : 'too-few-respondents', n, level)
      : { ...distance, value: distance.value - ceiling, low: under(distance.low), high: under(distance.high) };
  return { distance, excess, skill: skillOf(own, reference, level) };
}

function skillOf(own: DistanceDraws, reference: DistanceDraws | null, level: number): Comparison['skill'] {
  const { n } = own;
  const bare = { draws: null, n, level };
  if (reference === null) return estimate({ ...bare, value: Number.NaN, reason: 'no-reference' });
  const excess = own.value - own.ceiling;
  const referenceExcess = reference.value - reference.ceiling;
  if (!Number.isFinite(excess) || !Number.isFinite(referenceExcess)) {
    const reason =
      Number.isFinite(own.value) && Number.isFinite(reference.value) ? 'too-few-respondents' : 'no-answers';
    return estimate({ ...bare, value: Number.NaN, reason });
  }
  if (referenceExcess <= 0) return estimate({ ...bare, value: Number.NaN, reason: 'reference-at-ceiling' });
  const value = 1 - excess / referenceExcess;
  const gaps = reference.draws.map((draw) => draw - reference.ceiling);
  const atCeiling = gaps.filter((gap) => gap <= 0).length / gaps.length;
  if (own !== reference && atCeiling > (1 - level) / 2) {
    return { value, low: null, high: null, level, n, reason: 'reference-at-ceiling' };
  }
  const skills = own.draws.map((draw, b) => {
    const gap = gaps[b] ?? Number.NaN;
    return own === reference ? 0 : gap > 0 ? 1 - (draw - own.ceiling) / gap : Number.NEGATIVE_INFINITY;
  });
  return estimate({ value, draws: skills.map((skill) => Math.max(skill, -1e6)), n, level, reason: 'not-estimable' });
}
