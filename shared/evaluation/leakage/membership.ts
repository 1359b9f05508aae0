import { clopperPearson } from '../../statistics/clopper-pearson.ts';
import { createRandom } from '../../statistics/random.ts';
import { rocAuc } from '../../statistics/roc-auc.ts';
import { rateAtFalsePositives } from '../../statistics/threshold-rate.ts';
import type { Estimate } from '../estimate.ts';
import { estimate, smallestResampled } from '../estimate.ts';
import type { LeakageBlock, MembershipAttack } from './leakage-results.ts';

/** Mean −ln p of the own answers of each respondent, in nats per answer, under the adapted and the base model. */
export interface PersonLosses {
  readonly adapted: readonly number[];
  readonly base: readonly number[];
}

export interface MembershipInput {
  /** People of pilot-train, whom the adapter was trained on. */
  readonly members: PersonLosses;
  /** Evaluation humans, whom no model has seen. */
  readonly nonMembers: PersonLosses;
  readonly level: number;
  readonly bootstrap: number;
  readonly seed: number;
}

/** Recognised at most this share of people who were not in the training. */
const allowed = 0.01;

/**
 * Whether the people of the training can be told from others by the loss of their own answers: DeLong interval for the area
 * under the curve; for the rate at 1 % false positives the wider of a bootstrap over both groups and of the exact
 * binomial interval at the threshold. Null with fewer than 5 people in a group.
 */
export function membershipResults(input: MembershipInput): LeakageBlock['membership'] {
  const { members, nonMembers } = input;
  const [m, n] = [members.adapted.length, nonMembers.adapted.length];
  if (Math.min(m, n) < smallestResampled) return null;
  const scores: Record<MembershipAttack, (side: PersonLosses) => number[]> = {
    loss: ({ adapted }) => adapted.map((loss) => -loss),
    'loss-against-base': ({ adapted, base }) => adapted.map((loss, person) => (base[person] ?? Number.NaN) - loss),
  };
  const attacks = (['loss', 'loss-against-base'] as const).map((attack) => {
    const [inside, outside] = [scores[attack](members), scores[attack](nonMembers)];
    const { rate, above, falsePositiveRate } = rateAtFalsePositives(inside, outside, allowed);
    return {
      attack,
      auc: aucEstimate(inside, outside, input.level),
      truePositiveRate: rateEstimate(input, attack, inside, outside, rate, above),
      falsePositiveRate,
    };
  });
  return { members: m, nonMembers: n, allowed, attacks };
}

function aucEstimate(inside: readonly number[], outside: readonly number[], level: number): Estimate {
  const labels = [...inside.map(() => true), ...outside.map(() => false)];
  const { auc, interval } = rocAuc([...inside, ...outside], labels, { level });
  const n = inside.length + outside.length;
  const none = interval === null ? ('not-resampled' as const) : null;
  return { value: auc, low: interval?.low ?? null, high: interval?.high ?? null, level, n, reason: none };
}

function rateEstimate(
  { level, bootstrap, seed }: MembershipInput,
  attack: MembershipAttack,
  inside: readonly number[],
  outside: readonly number[],
  rate: number,
  above: number,
): Estimate {
  const draws = Float64Array.from({ length: bootstrap }, (_, b) => {
    const random = createRandom(seed, 'membership', attack, b);
    const again = (values: readonly number[]): number[] =>
      values.map(() => values[random.integer(values.length)] ?? Number.NaN);
    return rateAtFalsePositives(again(inside), again(outside), allowed).rate;
  });
  const n = inside.length;
  const resampled = estimate({ value: rate, draws, n, level, reason: 'not-estimable', bounds: [0, 1] });
  const exact = clopperPearson(above, n, level);
  return {
    ...resampled,
    low: Math.min(resampled.low ?? 0, exact.low),
    high: Math.max(resampled.high ?? 1, exact.high),
    reason: null,
  };
}
