import { PilotlightError, throwIfAborted } from '../errors.ts';
import { allocate } from './allocate.ts';
import { answerScores } from './answer-scores.ts';
import { treatmentsOf } from './arms.ts';
import { actionAreas, areaFits } from './action-areas.ts';
import { associationDefinitions } from './association-definitions.ts';
import { type AssociationMeasures, associationResults, createAssociations } from './associations.ts';
import { averageEffectResults } from './average-effects.ts';
import { fitBaselines } from './baselines/fit-baselines.ts';
import { type Calibration, calibrationResults, createCalibration } from './calibration.ts';
import { type RuleVerdicts, applyRule, coherenceResults, createCoherence } from './coherence.ts';
import { comparedGroupings } from './compared-groups.ts';
import { definitions } from './definitions.ts';
import { classifierFits, distinguish } from './distinguishability.ts';
import { crossFit, crossFitSteps } from './cross-fitting.ts';
import { createDivergence, groupPlaces, readDivergence } from './divergence.ts';
import { divergenceResults } from './divergence-results.ts';
import { divergenceDifferences, divergenceSummary, groupMeans, subgroupAlignment } from './divergence-summary.ts';
import { type GroupScores, contrastDraws, createGroupScores, effectsResults } from './effects.ts';
import type { EffectsBlock } from './effects-results.ts';
import type {
  EvaluationInput,
  EvaluationOptions,
  EvaluationPhase,
  EvaluationProgress,
  EvaluationRule,
  SimulatedSource,
} from './evaluation-input.ts';
import { type GroupCoherence, createGroupCoherence, gapsByGroup } from './group-coherence.ts';
import type { StructureGroups } from './group-results.ts';
import { structuresByGroup } from './group-structures.ts';
import { headlines } from './headline.ts';
import { createInvalidMass, invalidMassResults } from './invalid-mass.ts';
import { createLikelihood, likelihoodResults } from './likelihood.ts';
import type { Measure } from './measure.ts';
import { type Prepared, prepare } from './prepare.ts';
import { rectificationSteps, rectify } from './rectification.ts';
import { type ModelFits, fitModels } from './regression-fits.ts';
import { regressionResults } from './regression-recovery.ts';
import { withRecoveryCeiling } from './recovery-ceiling.ts';
import { type Resampler, createResampler } from './resample.ts';
import { type EvaluationResults, type RegressionsBlock, resultsVersion } from './results.ts';
import { type MeasureRun, runMeasures } from './run-measures.ts';
import { sampleResults } from './sample-results.ts';
import {
  createStructureHalves,
  createStructureMeasures,
  jointResults,
  structureResults,
} from './structure-measures.ts';
import { type Structures, numberStructures, orderStructures } from './structures.ts';
import { thinned } from './thinned.ts';
import { createShareDifferences } from './share-differences.ts';
import { createVariance, varianceResults } from './variance.ts';
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

/** Yields between measures, whose columns take seconds to lay out for very many respondents. */
function* createMeasures(prepared: Prepared): Generator<number, Measures> {
  const { rule, codebook, frame } = prepared.input;
  const divergence = createDivergence(prepared);
  yield 0;
  const likelihood = createLikelihood(prepared);
  yield 0;
  const invalidMass = createInvalidMass(prepared);
  const variance = createVariance(prepared);
  const shareDifferences = createShareDifferences(prepared);
  const group = createGroupScores(prepared, answerScores(prepared.items), treatmentsOf(codebook, [frame]));
  yield 0;
  const calibration = yield* createCalibration(prepared);
  yield 0;
  const associations = yield* createAssociations(prepared);
  yield 0;
  const structures = yield* createStructures(prepared);
  yield 0;
  const verdictsOfRule = rule === null ? null : applyRule(prepared, rule);
  const coherence =
    rule === null || verdictsOfRule === null
      ? null
      : {
          rule,
          verdicts: verdictsOfRule,
          measure: createCoherence(prepared, verdictsOfRule),
          groups: createGroupCoherence(prepared, verdictsOfRule),
        };
  return {
    divergence,
    likelihood,
    invalidMass,
    variance,
    shareDifferences,
    group,
    calibration,
    associations,
    structures,
    coherence,
  };
}

function* createStructures(prepared: Prepared): Generator<number, Measures['structures']> {
  const numbered = numberStructures(prepared);
  if (numbered === null) return null;
  yield 0;
  const sides = orderStructures(prepared, numbered);
  yield 0;
  const whole = createStructureMeasures(prepared, numbered, sides);
  return { numbered, whole, halves: createStructureHalves(prepared, sides) };
}

interface Measures {
  readonly divergence: Measure;
  readonly likelihood: Measure;
  readonly invalidMass: Measure;
  readonly variance: Measure;
  readonly shareDifferences: Measure;
  readonly group: GroupScores;
  readonly calibration: Calibration;
  readonly associations: AssociationMeasures | null;
  /** Null without a belief. */
  readonly structures: { readonly numbered: Structures; readonly whole: Measure; readonly halves: Measure } | null;
  /** Null without a rule. */
  readonly coherence: {
    readonly rule: EvaluationRule;
    readonly verdicts: RuleVerdicts;
    readonly measure: Measure;
    readonly groups: GroupCoherence;
  } | null;
}

function listOf(parts: Measures): Measure[] {
  const { structures, coherence, associations } = parts;
  return [
    parts.divergence,
    parts.likelihood,
    parts.invalidMass,
    parts.variance,
    parts.shareDifferences,
    parts.group.means.measure,
    parts.calibration.curve,
    parts.calibration.ranked,
    ...(structures === null ? [] : [structures.whole, structures.halves]),
    ...(coherence === null ? [] : [coherence.measure, coherence.groups.measure]),
    ...(associations === null ? [] : [associations.pairMeasure, associations.slopes.measure]),
  ];
}

/** The source that has skill 0: the untuned model, otherwise the pilot marginal, otherwise uniform. */
function referenceOf(prepared: Prepared): number | null {
  const { sources } = prepared;
  const places = [
    sources.findIndex((source) => source.kind === 'base'),
    sources.findIndex((source) => source.id === 'baseline-pilot-marginal'),
    sources.findIndex((source) => source.id === 'baseline-uniform'),
  ];
  return places.find((place) => place >= 0) ?? null;
}

function* readMeasures(prepared: Prepared, parts: Measures, run: MeasureRun, byGroup: StructureGroups) {
  const reference = referenceOf(prepared);
  const reader = readDivergence(prepared, run.of(parts.divergence));
  const means = groupMeans(prepared, reader);
  const { structures, coherence } = parts;
  const whole = structures === null ? null : run.of(structures.whole);
  const halves = structures === null ? null : run.of(structures.halves);
  const complete = structures !== null && whole !== null && halves !== null;
  return {
    likelihood: likelihoodResults(prepared, run.of(parts.likelihood)),
    invalidMass: invalidMassResults(prepared, run.of(parts.invalidMass)),
    divergence: {
      definitions: divergenceDefinitions,
      reference: reference === null ? null : (prepared.sources[reference]?.id ?? null),
      cells: yield* divergenceResults(prepared, reader, run.tables, reference),
      summary: divergenceSummary(prepared, means, reference),
      differences: divergenceDifferences(prepared, means),
      joint: complete ? jointResults(prepared, structures.numbered, whole, halves, reference) : null,
    },
    subgroupAlignment: subgroupAlignment(prepared, means),
    heterogeneity: {
      definitions: [
        'structures',
        'coverage',
        'structures-by-group',
        'variance-within',
        'variance-between',
        'bootstrap',
      ],
      structures: complete
        ? { ...structureResults(prepared, structures.numbered, whole, halves), groups: byGroup }
        : null,
      variance: varianceResults(prepared, run.of(parts.variance)),
    },
    coherence:
      coherence === null
        ? null
        : {
            ...coherenceResults(prepared, coherence.rule, coherence.verdicts, run.of(coherence.measure)),
            groups: gapsByGroup(prepared, coherence.groups, coherence.verdicts, run.of(coherence.groups.measure)),
          },
  };
}

const divergenceDefinitions = [
  'jensen-shannon',
  'wasserstein',
  'alignment',
  'total-variation',
  'kullback-leibler',
  'kolmogorov-smirnov',
  'noise-ceiling',
  'exact-ceiling',
  'debiased',
  'skill',
  'joint-divergence',
  'bootstrap',
];
