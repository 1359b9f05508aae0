import { answerScores } from './answer-scores.ts';
import { treatmentsOf } from './arms.ts';
import { type AssociationMeasures, createAssociations } from './associations.ts';
import { type Calibration, createCalibration } from './calibration.ts';
import { applyRule, coherenceResults, createCoherence, type RuleVerdicts } from './coherence.ts';
import { divergenceResults } from './divergence-results.ts';
import { divergenceDifferences, divergenceSummary, groupMeans, subgroupAlignment } from './divergence-summary.ts';
import { createDivergence, readDivergence } from './divergence.ts';
import { createGroupScores, type GroupScores } from './effects.ts';
import type { EvaluationRule } from './evaluation-input.ts';
import { createGroupCoherence, gapsByGroup, type GroupCoherence } from './group-coherence.ts';
import type { StructureGroups } from './group-results.ts';
import { createInvalidMass, invalidMassResults } from './invalid-mass.ts';
import { createLikelihood, likelihoodResults } from './likelihood.ts';
import type { Measure } from './measure.ts';
import type { Prepared } from './prepare.ts';
import type { MeasureRun } from './run-measures.ts';
import { withShareDifferences } from './share-difference-results.ts';
import { createShareDifferences } from './share-differences.ts';
import { exchangesOfSample } from './structure-exchange.ts';
import {
  createStructureHalves,
  createStructureMeasures,
  jointResults,
  structureResults,
} from './structure-measures.ts';
import { numberStructures, orderStructures, type Structures } from './structures.ts';
import { createVariance, varianceResults } from './variance.ts';

/** Yields between measures, whose columns take seconds to lay out for very many respondents. */
export function* createMeasures(prepared: Prepared): Generator<number, Measures> {
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

/** What is measured on the sample as it is and on every draw. */
export interface Measures {
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

export function listOf(parts: Measures): Measure[] {
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

/** What the measures say, in the shape of the results. */
export function* readMeasures(prepared: Prepared, parts: Measures, run: MeasureRun, byGroup: StructureGroups) {
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
      cells: withShareDifferences(
        prepared,
        yield* divergenceResults(prepared, reader, run.tables, reference),
        run.of(parts.shareDifferences),
      ),
      summary: divergenceSummary(prepared, means, reference),
      differences: divergenceDifferences(prepared, means),
      joint: complete
        ? jointResults(prepared, structures.numbered, { whole, halves }, { reference, exchanges: exchangesOfSample })
        : null,
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
