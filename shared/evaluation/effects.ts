import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { normalTwoSided } from '../statistics/normal-distribution.ts';
import type { AnswerScore } from './answer-scores.ts';
import { type Treatment, armOfRows, contrastsOf } from './arms.ts';
import type { EffectsBlock } from './effects-results.ts';
import { estimate } from './estimate.ts';
import type { Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import { type Ratio, difference, withoutRounding } from './row-sums.ts';
import { type ScoreMeans, createScoreMeans } from './score-means.ts';

/** Means by arm, and for verdicts by subgroup: first one partition per treatment, then one per grouping. */
export interface GroupScores {
  readonly scores: readonly AnswerScore[];
  readonly treatments: readonly Treatment[];
  readonly means: ScoreMeans;
}

export function createGroupScores(
  prepared: Prepared,
  scores: readonly AnswerScore[],
  treatments: readonly Treatment[],
): GroupScores {
  const means = createScoreMeans(prepared, scores, [
    ...treatments.map((treatment) => ({
      levels: treatment.arms.length,
      levelOf: armOfRows(treatment, prepared.input.frame, prepared.n),
    })),
    ...prepared.groupings.map(({ values, levelOf }) => ({ levels: values.length, levelOf })),
  ]);
  return { scores, treatments, means };
}

/** One contrast with its draws: what the block and the verdicts read. */
export interface ContrastDraws {
  readonly treatment: string;
  readonly value: string;
  readonly reference: string;
  readonly score: AnswerScore;
  readonly label: string;
  readonly n: number;
  readonly nReference: number;
  /** NaN where nobody answered, 0 where the answers do not vary. */
  readonly deviation: number;
  readonly human: Ratio;
  /** By source. */
  readonly simulated: readonly Ratio[];
}

/** Every contrast of every treatment in every score, on the same people in every draw. */
export function contrastDraws(prepared: Prepared, group: GroupScores, measured: Measured): ContrastDraws[] {
  const { scores, treatments, means } = group;
  return treatments.flatMap((treatment, t) =>
    contrastsOf(treatment).flatMap((contrast) =>
      scores.map((score, c): ContrastDraws => {
        const effect = (side: number): Ratio =>
          withoutRounding(
            difference(means.mean(measured, t, contrast.arm, c, side), means.mean(measured, t, 0, c, side)),
            means.deviation(c) || 0,
          );
        return {
          treatment: treatment.variable,
          value: contrast.value,
          reference: contrast.reference,
          score,
          label: `${score.label}: ${contrast.label}`,
          n: means.answered(t, contrast.arm, c),
          nReference: means.answered(t, 0, c),
          deviation: means.deviation(c),
          human: effect(0),
          simulated: prepared.sources.map((_, s) => effect(1 + s)),
        };
      }),
    ),
  );
}

/** Simulated − human effect in standard deviations of the human answers. */
export function standardisedDifference(contrast: ContrastDraws, source: number): Ratio {
  const own = contrast.simulated[source] ?? { value: Number.NaN, draws: new Float64Array(0) };
  const { value, draws } = difference(own, contrast.human);
  const unit = contrast.deviation > 0 ? contrast.deviation : Number.NaN;
  return { value: value / unit, draws: draws.map((draw) => draw / unit) };
}

/** Two-sided p of the human effects by their bootstrap standard errors, adjusted over all contrasts. */
export function adjustedPValues(contrasts: readonly ContrastDraws[]): (number | null)[] {
  return benjaminiHochberg(
    contrasts.map(({ human }) => {
      const error = standardDeviation(human.draws);
      return Number.isFinite(human.value) && error > 0 ? normalTwoSided(human.value / error) : null;
    }),
  );
}

function standardDeviation(values: Float64Array): number {
  const known = values.filter(Number.isFinite);
  if (known.length < 0.9 * values.length) return Number.NaN;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length - 1));
}

export function effectsResults(prepared: Prepared, contrasts: readonly ContrastDraws[]): EffectsBlock {
  const { level } = prepared.input.settings;
  const adjusted = adjustedPValues(contrasts);
  return {
    definitions: ['treatment-effect', 'effect-difference', 'bootstrap'],
    contrasts: contrasts.map((contrast, index) => {
      const { score, human, n, nReference, deviation } = contrast;
      const of = (ratio: Ratio, reason: 'no-answers' | 'no-variation') =>
        estimate({ ...ratio, n: Math.min(n, nReference), level, reason });
      return {
        treatment: contrast.treatment,
        value: contrast.value,
        reference: contrast.reference,
        item: score.name,
        option: score.option,
        label: contrast.label,
        n,
        nReference,
        standardDeviation: deviation > 0 ? deviation : null,
        human: of(human, 'no-answers'),
        adjustedP: adjusted[index] ?? null,
        sources: prepared.sources.map((source, s) => ({
          source: source.id,
          effect: of(contrast.simulated[s] ?? human, 'no-answers'),
          difference: of(standardisedDifference(contrast, s), deviation > 0 ? 'no-answers' : 'no-variation'),
        })),
      };
    }),
  };
}
