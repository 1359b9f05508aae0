import { PilotlightError, throwIfAborted } from '../errors.ts';
import { actionAreas, areaFits } from './action-areas.ts';
import { createMeasures, listOf, type Measures, readMeasures } from './all-measures.ts';
import { allocate } from './allocate.ts';
import { associationDefinitions } from './association-definitions.ts';
import { associationResults } from './associations.ts';
import { averageEffectResults } from './average-effects.ts';
import { fitBaselines } from './baselines/fit-baselines.ts';
import { calibrationResults } from './calibration.ts';
import { comparedGroupings } from './compared-groups.ts';
import { crossFit, crossFitSteps } from './cross-fitting.ts';
import { definitions } from './definitions.ts';
import { classifierFits, distinguish } from './distinguishability.ts';
import { groupPlaces } from './divergence.ts';
import type { EffectsBlock } from './effects-results.ts';
import { contrastDraws, effectsResults } from './effects.ts';
import type {
  EvaluationInput,
  EvaluationOptions,
  EvaluationPhase,
  EvaluationProgress,
  SimulatedSource,
} from './evaluation-input.ts';
import { structuresByGroup } from './group-structures.ts';
import { headlines } from './headline.ts';
import { prepare, type Prepared } from './prepare.ts';
import { withRecoveryCeiling } from './recovery-ceiling.ts';
import { rectificationSteps, rectify } from './rectification.ts';
import { fitModels, type ModelFits } from './regression-fits.ts';
import { regressionResults } from './regression-recovery.ts';
import { createResampler, type Resampler } from './resample.ts';
import { type EvaluationResults, type RegressionsBlock, resultsVersion } from './results.ts';
import { type MeasureRun, runMeasures } from './run-measures.ts';
import { sampleResults } from './sample-results.ts';
import { thinned } from './thinned.ts';
import { verdictCriteria } from './verdict-criteria.ts';
import { optionalDefinitions } from './verdict-definitions.ts';
import { verdicts } from './verdicts.ts';
import { warningsOf } from './warnings.ts';

/**
 * Compares every source and the baselines fitted on the pilot with the evaluation humans. Pure: equal inputs give equal
 * results, values are JSON-safe and fit `evaluationResultsSchema`.
 *
 * @throws PilotlightError cancelled, data-invalid, internal (columns that do not fit together), formula-invalid,
 *   statistics-impossible (a regression whose formula does not fit the variables)
 */
export function evaluate(input: EvaluationInput, options: EvaluationOptions = {}): EvaluationResults {
  const steps = evaluationSteps(input);
  for (;;) {
    throwIfAborted(options.signal);
    const step = steps.next();
    if (step.done === true) return step.value;
    options.onProgress?.(step.value);
  }
}

/**
 * The same work in steps of some tens of milliseconds (a few hundred for the fit of a large baseline, up to a second with 100,000 respondents), for a host that must answer messages in between: call `next()` and
 * let the event loop turn. To stop early, do not call it again.
 */
export function* evaluationSteps(input: EvaluationInput): Generator<EvaluationProgress, EvaluationResults> {
  const baselines = yield* reported('baselines', input.items.length, fitBaselines(input));
  const sources = [...input.sources, ...baselines];
  refuseEqualIds(sources);
  const prepared = prepare(input, sources);
  const resampler = createResampler(prepared);
  const { bootstrap } = input.settings;
  const parts = yield* reported('resampling', bootstrap, createMeasures(prepared));
  const run = yield* reported('resampling', bootstrap, runMeasures(prepared, resampler, listOf(parts)));
  const models = yield* reported('fits', input.regressions.length * sources.length, fitModels(prepared));
  const regressions =
    models.length === 0 ? null : yield* reported('regressions', bootstrap, regressionsOf(prepared, models, resampler));
  const byGroup = yield* structureGroupsOf(prepared, parts, run, resampler);
  const blocks = yield* reported('summary', cellCount(prepared), readMeasures(prepared, parts, run, byGroup));
  const results = {
    schemaVersion: resultsVersion,
    ...sampleResults(prepared),
    ...blocks,
    regressions,
    definitions: { ...definitions, ...optionalDefinitions, ...associationDefinitions },
    warnings: warningsOf(prepared, models),
  } as const;
  const rectified = yield* rectifiedBlocks(prepared);
  const { rectification } = rectified;
  const { scores } = parts.group;
  const fitted = thinned(prepared);
  const distinguishability = yield* reported('classifiers', classifierFits(fitted), distinguish(fitted, scores));
  const associations = yield* associationsOf(prepared, fitted, parts, run);
  const concluded = yield* conclude(prepared, { parts, run, models }, results, rectification ?? rectified.crossFit);
  const { effects, calibration, verdicts: judged } = concluded;
  return {
    ...results,
    headline: headlines({ ...results, verdicts: judged }),
    effects,
    calibration,
    distinguishability,
    ...(associations === undefined ? {} : { associations }),
    ...rectified,
    allocation: allocate(results, rectification),
    verdicts: judged,
  };
}

function* regressionsOf(
  prepared: Prepared,
  models: readonly ModelFits[],
  resampler: Resampler,
): Generator<number, RegressionsBlock> {
  const block = yield* regressionResults(prepared, models, resampler);
  return yield* withRecoveryCeiling(prepared, models, resampler, block);
}

function* structureGroupsOf(
  prepared: Prepared,
  { structures }: Measures,
  { tables }: MeasureRun,
  resampler: Resampler,
) {
  if (structures === null) return [];
  const work = structuresByGroup(prepared, { structures: structures.numbered, resampler, tables });
  return yield* reported('groups', comparedGroupings(prepared).length, work);
}

interface Computed {
  readonly parts: Measures;
  readonly run: MeasureRun;
  readonly models: readonly ModelFits[];
}

/** What rests on several measures: effects, calibration and verdicts. */
function* conclude(
  prepared: Prepared,
  { parts, run, models }: Computed,
  results: Parameters<typeof verdicts>[1],
  rectification: Parameters<typeof verdicts>[2]['rectification'],
): Generator<EvaluationProgress, Required<Pick<EvaluationResults, 'effects' | 'calibration' | 'verdicts'>>> {
  const total = cellCount(prepared);
  const summingUp = { phase: 'summary', done: total, total } as const;
  yield summingUp;
  const groupMeans = run.of(parts.group.means.measure);
  const contrasts = contrastDraws(prepared, parts.group, groupMeans);
  yield summingUp;
  const effects = effectsWithRegressions(prepared, models, effectsResults(prepared, contrasts));
  yield summingUp;
  const { curve, ranked } = parts.calibration;
  const calibration = calibrationResults(prepared, parts.calibration, run.of(curve), run.of(ranked));
  yield summingUp;
  const { group } = parts;
  const shareDifferences = run.of(parts.shareDifferences);
  const evidence = { shareDifferences, variance: run.of(parts.variance), group, groupMeans, contrasts };
  const criteria = yield* always(summingUp, verdictCriteria(prepared, evidence));
  return { effects, calibration, verdicts: verdicts(prepared, results, { criteria, contrasts, rectification }) };
}

/** By humans of their own, and by the humans who tuned the model; each absent where the study has none. */
function* rectifiedBlocks(
  prepared: Prepared,
): Generator<EvaluationProgress, Pick<EvaluationResults, 'rectification' | 'crossFit'>> {
  const { rectification: rows = null, crossFitted: folds = null } = prepared.input;
  const ofHumans = rows === null ? null : rectify(prepared, rows);
  const ofFolds = folds === null ? null : crossFit(prepared, folds);
  const phase = 'rectification';
  return {
    ...(rows === null || ofHumans === null
      ? {}
      : { rectification: yield* reported(phase, rectificationSteps(prepared, rows), ofHumans) }),
    ...(folds === null || ofFolds === null
      ? {}
      : { crossFit: yield* reported(phase, crossFitSteps(prepared, folds), ofFolds) }),
  };
}

function effectsWithRegressions(prepared: Prepared, models: readonly ModelFits[], effects: EffectsBlock): EffectsBlock {
  const averageEffects = averageEffectResults(prepared, models, effects.contrasts);
  if (averageEffects.length === 0) return { ...effects, averageEffects };
  return { ...effects, definitions: [...effects.definitions, 'average-effect', 'pooling'], averageEffects };
}

function* associationsOf(prepared: Prepared, fitted: Prepared, { associations }: Measures, run: MeasureRun) {
  if (associations === null) return undefined;
  const areas = yield* reported('classifiers', areaFits(fitted), actionAreas(fitted));
  return associationResults(prepared, associations, run.of, areas);
}

/** Items × groups, everybody included. */
function cellCount(prepared: Prepared): number {
  return prepared.items.length * groupPlaces(prepared).length;
}

/** Hands on what a part of the work returns, and its counts as progress of a phase. */
function* reported<Result>(
  phase: EvaluationPhase,
  total: number,
  work: Generator<number, Result>,
): Generator<EvaluationProgress, Result> {
  yield { phase, done: 0, total };
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield { phase, done: step.value, total };
  }
}

/** The same with one progress at every turn. */
function* always<Result>(
  progress: EvaluationProgress,
  work: Generator<void, Result>,
): Generator<EvaluationProgress, Result> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield progress;
  }
}

function refuseEqualIds(sources: readonly SimulatedSource[]): void {
  const ids = new Set(sources.map((source) => source.id));
  if (ids.size < sources.length) {
    throw new PilotlightError('internal', 'Two simulated sources of the evaluation have the same id.');
  }
}
