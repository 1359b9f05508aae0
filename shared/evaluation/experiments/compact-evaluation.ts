import { fitBaselines } from '../baselines/fit-baselines.ts';
import { applyRule, coherenceResults, createCoherence, gapOf } from '../coherence.ts';
import { rhoSquaredOf } from '../allocation.ts';
import { createDivergence, readDivergence } from '../divergence.ts';
import { type GroupMean, divergenceSummary, groupMeans } from '../divergence-summary.ts';
import type { Estimate } from '../estimate.ts';
import { undefinedEstimate } from '../estimate.ts';
import type { EvaluationInput, RectificationRows } from '../evaluation-input.ts';
import { createLikelihood, likelihoodResults, overallLikelihood } from '../likelihood.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { rectify } from '../rectification.ts';
import { fitModels } from '../regression-fits.ts';
import { recoveredRegressions } from '../regression-recovery.ts';
import { createResampler } from '../resample.ts';
import { runMeasures } from '../run-measures.ts';
import { defaultSmallestCell } from '../small-cells.ts';
import { keptDraws } from './cell-differences.ts';
import { compactStructures, createCellStructures } from './compact-structures.ts';
import { compactSubgroups } from './compact-subgroups.ts';
import type { CompactResults, DrawnResults } from './experiment-results.ts';

/**
 * One cell of an experiment: the few measures by which cells are compared, computed as in the whole evaluation, for the one
 * model of the input and the baselines fitted on its pilot. Yields between steps of some tens of milliseconds, as
 * `evaluationSteps` does.
 */
export function* compactSteps(input: EvaluationInput): Generator<void, DrawnResults> {
  const sources = [...input.sources, ...(yield* silent(fitBaselines(input)))];
  const prepared = prepare(input, sources);
  const resampler = createResampler(prepared);
  const { rule } = input;
  const ruled = rule === null ? null : applyRule(prepared, rule);
  const divergence = createDivergence(prepared);
  const likelihood = createLikelihood(prepared);
  const gap = ruled === null ? null : createCoherence(prepared, ruled);
  const structures = createCellStructures(prepared);
  const optional = [gap, structures?.whole ?? null, structures?.halves ?? null].filter((measure) => measure !== null);
  const run = yield* silent(runMeasures(prepared, resampler, [divergence, likelihood, ...optional]));
  const models = yield* silent(fitModels(prepared, []));
  const recovered = models.length === 0 ? null : yield* silent(recoveredRegressions(prepared, models, resampler));
  const regressions = recovered?.block ?? null;
  const means = groupMeans(prepared, readDivergence(prepared, run.of(divergence)));
  const [everybody] = divergenceSummary(prepared, means, null).filter(({ group }) => group === null);
  const subgroups = compactSubgroups(prepared, means, defaultSmallestCell);
  const kinds = structures === null ? null : compactStructures(prepared, structures, run.of);
  const likelihoods = likelihoodResults(prepared, run.of(likelihood)).overall;
  const coherence =
    rule === null || ruled === null || gap === null ? null : coherenceResults(prepared, rule, ruled, run.of(gap));
  const { level } = input.settings;
  const none = undefinedEstimate('no-answers', 0, level);
  const rows = input.rectification ?? null;
  const f1 = regressions?.overall[0]?.recovery.f1.value ?? Number.NaN;
  const rates = recovered?.rates[0];
  return {
    n: prepared.n,
    ceiling: everybody?.ceiling ?? none,
    exactCeiling: everybody?.exactCeiling ?? none,
    humanGap: coherence?.human.gap ?? null,
    sources: prepared.sources.map(({ id, kind, source }, s) => {
      const own = coherence?.sources.find((row) => row.source === id);
      return {
        source: id,
        kind,
        label: source.label,
        negativeLogLikelihood: likelihoods.find((row) => row.source === id)?.negativeLogLikelihood ?? none,
        distance: everybody?.sources.find((row) => row.source === id)?.jensenShannon.excess ?? none,
        gap: own?.gap ?? null,
        gapDifference: own?.difference ?? null,
        f1: regressions?.overall.find((row) => row.source === id)?.recovery.f1 ?? null,
        subgroups: subgroups.sources[s] ?? null,
        structures: kinds?.sources[s] ?? null,
      };
    }),
    rhoSquared: rows === null ? [] : yield* silent(correlations(prepared, rows)),
    // The model is the first source.
    draws: {
      negativeLogLikelihood: keptDraws(overallLikelihood(prepared, run.of(likelihood), 0)),
      distance: distanceDraws(means),
      gap: gap === null ? null : keptDraws(gapOf(run.of(gap), 1)),
      f1: rates === undefined ? null : keptDraws({ value: f1, draws: rates.f1 }),
      worst: subgroups.worst === null ? null : keptDraws(subgroups.worst),
      subgroupGap: subgroups.gap === null ? null : keptDraws(subgroups.gap),
      structureDistance: kinds === null ? null : keptDraws(kinds.distance),
    },
  };
}

/** With noise: cells are compared on the same evaluation humans, and share it. */
function distanceDraws(means: readonly GroupMean[]): DrawnResults['draws']['distance'] {
  const everybody = means.find(({ group }) => group === null);
  const draws = everybody?.draws[0];
  return draws === undefined ? null : keptDraws({ value: everybody?.values[0] ?? Number.NaN, draws });
}

/** ρ² of the model by kind of estimate, from the ratio of interval widths. */
function* correlations(prepared: Prepared, rows: RectificationRows): Generator<number, CompactResults['rhoSquared']> {
  const { summary } = yield* rectify(prepared, rows);
  const [model] = rows.sources;
  return summary.flatMap(({ source, kind, widthRatio, equivalentTwins }) => {
    if (source !== model?.id) return [];
    const sizes = { humans: rows.n, simulated: equivalentTwins ?? prepared.n };
    const mapped = (value: number | null): number | null => (value === null ? null : rhoSquaredOf(value, sizes));
    const { value, low, high, ...rest } = widthRatio;
    // A wider interval ratio is a smaller correlation.
    const rhoSquared: Estimate = { ...rest, value: mapped(value), low: mapped(high), high: mapped(low) };
    return [{ kind, rhoSquared }];
  });
}

/** The same work without its counts. */
function* silent<Result>(work: Generator<unknown, Result>): Generator<void, Result> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield;
  }
}
