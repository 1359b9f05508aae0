import { type ContrastDraws, type GroupScores, standardisedDifference } from './effects.ts';
import { formatEstimate } from './format-number.ts';
import type { Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import { type Ratio, difference } from './row-sums.ts';
import type { Estimate } from './estimate.ts';
import { denoisedVariation } from './share-differences.ts';
import type { ErrorPart, ErrorSummary, ErrorUnit } from './typical-error.ts';
import { spreadRatio } from './variance.ts';
import type { Purpose } from './verdict-results.ts';
import { effectMargin, leastInArm, leastInGroup, ratioMargin, shareMargin } from './verdict-rules.ts';

/** What the verdicts read, beside the blocks of the results. */
export interface VerdictEvidence {
  readonly shareDifferences: Measured;
  readonly variance: Measured;
  readonly group: GroupScores;
  readonly groupMeans: Measured;
  readonly contrasts: readonly ContrastDraws[];
}

/** A purpose that is judged by a typical error against a margin. */
export interface Criterion {
  readonly purpose: Purpose;
  readonly uses: readonly string[];
  readonly margin: number;
  readonly summary: ErrorSummary;
  /** By source. */
  readonly units: readonly (readonly ErrorUnit[])[];
  /** Units by source that full support needs inside the margin too; null where there are none. */
  readonly within: readonly (readonly ErrorUnit[])[] | null;
  /** Kind of unit in the plural, and what the error is, for sentences. */
  readonly unitsInWords: string;
  readonly errorInWords: string;
  readonly write: (error: Estimate) => string;
  readonly marginInWords: string;
  /** What the answers would lack without differences between the parts of the sample, in words; null where nothing is compared. */
  readonly undivided: { readonly inWords: string; readonly needed: string } | null;
  /** Why there is no unit, and what would help. */
  readonly absent: { readonly reason: string; readonly needed: string; readonly n: number | null };
}

/** Clip of a ratio of spreads, so that a source without any variation has a finite logarithm. */
const smallestRatio = 0.01;

/** Yields between sources, since each takes a while with many draws. */
export function* verdictCriteria(prepared: Prepared, evidence: VerdictEvidence): Generator<void, Criterion[]> {
  const criteria: Criterion[] = [];
  for (const create of [pretest, variance, effects, subgroups]) criteria.push(yield* create(prepared, evidence));
  return criteria;
}

function* everySource(
  prepared: Prepared,
  of: (source: number) => readonly ErrorUnit[],
): Generator<void, ErrorUnit[][]> {
  const finite = ({ value, draws }: Ratio): boolean => Number.isFinite(value) && draws.every(Number.isFinite);
  const known = (part: ErrorPart): boolean => finite(part) && (part.undivided === undefined || finite(part.undivided));
  const units: ErrorUnit[][] = [];
  for (const s of prepared.sources.keys()) {
    units.push(
      of(s)
        .map((unit) => ({ ...unit, parts: unit.parts.filter(known) }))
        .filter(({ parts }) => parts.length > 0),
    );
    yield;
  }
  return units;
}

function* pretest(prepared: Prepared, { shareDifferences }: VerdictEvidence): Generator<void, Criterion> {
  return {
    purpose: 'questionnaire-pretest',
    uses: ['divergence', 'likelihood'],
    margin: shareMargin,
    summary: 'mean',
    unitsInWords: 'items',
    errorInWords: 'the share of answers that would have to change, without sampling noise,',
    write: (error) => formatEstimate(error),
    marginInWords: String(shareMargin),
    undivided: null,
    within: null,
    absent: {
      reason: 'No item was answered by the evaluation humans.',
      needed: 'Answers of evaluation humans.',
      n: null,
    },
    units: yield* everySource(prepared, (s) =>
      prepared.items.flatMap(({ variable, human }, item) => {
        const n = human.filter((answer) => answer >= 0).length;
        const parts = [denoisedVariation(prepared, shareDifferences, item, s)];
        return n === 0 ? [] : [{ id: variable.name, label: variable.label, n, parts }];
      }),
    ),
  };
}

function* variance(prepared: Prepared, { variance: measured }: VerdictEvidence): Generator<void, Criterion> {
  return {
    purpose: 'item-variance',
    uses: ['heterogeneity'],
    margin: Math.log(ratioMargin),
    summary: 'rms',
    unitsInWords: 'items',
    errorInWords: 'the factor by which the variance differs from that of the humans',
    write: (error) => formatEstimate(mapped(error, Math.exp), 'ratio'),
    marginInWords: `a factor of ${ratioMargin}`,
    undivided: null,
    absent: {
      reason: 'The answers of the evaluation humans do not vary in any item.',
      needed: 'Items whose answers vary.',
      n: null,
    },
    units: yield* everySource(prepared, (s) =>
      prepared.items.map(({ variable, human }, i) => ({
        id: variable.name,
        label: variable.label,
        n: human.filter((answer) => answer >= 0).length,
        parts: [logarithmOf(spreadRatio(prepared, measured, i, s, 0))],
      })),
    ),
    within: yield* withinGroups(prepared, measured),
  };
}

/** The same within the groups of every grouping; null without one. */
function* withinGroups(prepared: Prepared, measured: Measured): Generator<void, Criterion['within']> {
  if (prepared.groupings.length === 0) return null;
  return yield* everySource(prepared, (s) =>
    prepared.groupings.flatMap((grouping, g) =>
      prepared.items.map(({ variable, human }, i) => ({
        id: `${grouping.variable}:${variable.name}`,
        label: `${variable.label} within ${grouping.label}`,
        n: human.filter((answer, row) => answer >= 0 && (grouping.levelOf[row] ?? 0) < grouping.values.length).length,
        parts: [logarithmOf(spreadRatio(prepared, measured, i, s, g + 1))],
      })),
    ),
  );
}

function logarithmOf({ value, draws }: Ratio): Ratio {
  const logarithm = (ratio: number): number => Math.log(Math.min(1 / smallestRatio, Math.max(smallestRatio, ratio)));
  return { value: logarithm(value), draws: draws.map(logarithm) };
}

function mapped(estimate: Estimate, change: (value: number) => number): Estimate {
  const of = (value: number | null): number | null => (value === null ? null : change(value));
  return { ...estimate, value: of(estimate.value), low: of(estimate.low), high: of(estimate.high) };
}

/** Respondents per arm that show an effect of the margin's size with 80 % power at 5 %: 2·(1.96 + 0.84)²/margin². */
export const perArmForMargin = Math.ceil((2 * 2.8 ** 2) / effectMargin ** 2);

/** What would show effects: arms to compare, or more people in them. */
export function effectsNeeded(contrasts: number): string {
  return contrasts === 0
    ? 'A treatment with two arms or more in the study.'
    : `About ${perArmForMargin} evaluation humans per arm would show effects of ${effectMargin} standard deviations.`;
}

export const withoutTreatment = 'The study has no treatment with two arms, so it has no effects.';

function* effects(prepared: Prepared, { contrasts }: VerdictEvidence): Generator<void, Criterion> {
  const usable = contrasts.filter(usableContrast);
  return {
    purpose: 'effect-size',
    uses: ['effects'],
    margin: effectMargin,
    summary: 'rms',
    unitsInWords: 'effects',
    errorInWords: 'the distance between simulated and human effects in standard deviations',
    write: (error) => formatEstimate(error),
    marginInWords: String(effectMargin),
    within: null,
    undivided: { inWords: 'effects', needed: effectsNeeded(usable.length) },
    absent: {
      reason:
        contrasts.length === 0
          ? withoutTreatment
          : `No two arms of a treatment have ${leastInArm} evaluation humans each.`,
      needed: effectsNeeded(contrasts.length),
      n: null,
    },
    units: yield* everySource(prepared, (s) =>
      usable.map((contrast) => ({
        id: contrastId(contrast),
        label: contrast.label,
        n: contrast.n + contrast.nReference,
        parts: [{ ...standardisedDifference(contrast, s), undivided: withoutEffect(contrast) }],
      })),
    ),
  };
}

/** The error of an effect of 0. */
function withoutEffect({ human, deviation }: ContrastDraws): Ratio {
  return { value: -human.value / deviation, draws: human.draws.map((draw) => -draw / deviation) };
}

export function usableContrast({ n, nReference, deviation }: ContrastDraws): boolean {
  return Math.min(n, nReference) >= leastInArm && deviation > 0;
}

export function contrastId({ treatment, value, score }: ContrastDraws): string {
  return `${treatment}=${value}:${score.name}${score.option === null ? '' : `=${score.option}`}`;
}

/** Subgroups with enough people; `first` is the place of the first grouping among the partitions. */
function judgedLevels(prepared: Prepared, first: number) {
  return prepared.groupings.flatMap((grouping, g) => {
    const shares = weightShares(prepared, grouping);
    return grouping.values.flatMap(({ value, label, n }, level) =>
      n >= leastInGroup
        ? [
            {
              id: `${grouping.variable}=${value}`,
              label: `${grouping.label}: ${label}`,
              n,
              partition: first + g,
              level,
              shares,
            },
          ]
        : [],
    );
  });
}

function* subgroups(prepared: Prepared, { group, groupMeans }: VerdictEvidence): Generator<void, Criterion> {
  const { means, scores, treatments } = group;
  const levels = judgedLevels(prepared, treatments.length);
  const named = prepared.groupings.length > 0;
  return {
    purpose: 'subgroup-estimate',
    uses: ['subgroupAlignment'],
    margin: effectMargin,
    summary: 'rms',
    unitsInWords: 'subgroups',
    errorInWords: 'the distance between simulated and human means in subgroups in standard deviations',
    write: (error) => formatEstimate(error),
    marginInWords: String(effectMargin),
    within: null,
    undivided: {
      inWords: 'differences between subgroups',
      needed: 'Subgroups that differ more in their answers, or more evaluation humans in them.',
    },
    absent: {
      reason: named ? `No subgroup has ${leastInGroup} evaluation humans.` : 'The evaluation names no subgroups.',
      needed: named
        ? `At least ${leastInGroup} evaluation humans in each subgroup of interest.`
        : 'Variables under `subgroups` in the evaluation settings.',
      n: null,
    },
    units: yield* everySource(prepared, (s) => {
      const together = new Map<string, Ratio>();
      return levels.map(({ id, label, n, partition, level, shares }) => ({
        id,
        label,
        n,
        parts: scores.flatMap((_, c) => {
          const deviation = means.deviation(c);
          if (!(deviation > 0) || means.answered(partition, level, c) < leastInGroup) return [];
          const mean = (at: number, side: number): Ratio => means.mean(groupMeans, partition, at, c, side);
          const human = mean(level, 0);
          const key = `${partition}/${c}`;
          const everybody =
            together.get(key) ??
            averageOf(
              shares.map((_, at) => mean(at, 1 + s)),
              shares,
            );
          together.set(key, everybody);
          return [
            {
              ...standardised(difference(mean(level, 1 + s), human), deviation),
              undivided: standardised(difference(everybody, human), deviation),
            },
          ];
        }),
      }));
    }),
  };
}

function standardised({ value, draws }: Ratio, deviation: number): Ratio {
  return { value: value / deviation, draws: draws.map((draw) => draw / deviation) };
}

/** Share of the weight of every value of a grouping. */
function weightShares({ weights }: Prepared, { levelOf, values }: Prepared['groupings'][number]): number[] {
  const sums = values.map(() => 0);
  levelOf.forEach((level, row) => {
    if (level < sums.length) sums[level] = (sums[level] ?? 0) + (weights[row] ?? 0);
  });
  const total = sums.reduce((sum, own) => sum + own, 0);
  return sums.map((own) => own / total);
}

/** Over those that have a value; draw by draw. */
function averageOf(means: readonly Ratio[], shares: readonly number[]): Ratio {
  const average = (of: (mean: Ratio) => number): number => {
    let sum = 0;
    let total = 0;
    for (let at = 0; at < means.length; at++) {
      const mean = means[at];
      const value = mean === undefined ? Number.NaN : of(mean);
      if (!Number.isFinite(value)) continue;
      sum += value * (shares[at] ?? 0);
      total += shares[at] ?? 0;
    }
    return sum / total;
  };
  return {
    value: average(({ value }) => value),
    draws: Float64Array.from(means[0]?.draws ?? [], (_, b) => average(({ draws }) => draws[b] ?? Number.NaN)),
  };
}
