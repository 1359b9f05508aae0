import { selectQuantiles } from '../statistics/select-quantiles.ts';
import { estimate, finiteDraws, undefinedEstimate } from './estimate.ts';
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
  const known = finiteDraws(draws);
  if (known.length === 0 || !Number.isFinite(value)) return new Float64Array(draws.length).fill(Number.NaN);
  const [median = 0] = selectQuantiles(known, [0.5]);
  const moved = new Float64Array(draws.length);
  for (let b = 0; b < moved.length; b++) moved[b] = (draws[b] ?? Number.NaN) + (value - median);
  return moved;
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
  const skills = new Float64Array(own.draws.length);
  let atCeiling = 0;
  for (let b = 0; b < skills.length; b++) {
    const gap = (reference.draws[b] ?? Number.NaN) - reference.ceiling;
    if (gap <= 0) atCeiling++;
    const excessOfDraw = (own.draws[b] ?? Number.NaN) - own.ceiling;
    skills[b] = own === reference ? 0 : Math.max(gap > 0 ? 1 - excessOfDraw / gap : Number.NEGATIVE_INFINITY, -1e6);
  }
  if (own !== reference && atCeiling / skills.length > (1 - level) / 2) {
    return { value, low: null, high: null, level, n, reason: 'reference-at-ceiling' };
  }
  return estimate({ value, draws: skills, n, level, reason: 'not-estimable' });
}
