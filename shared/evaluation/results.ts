import { z } from 'zod';
import { roles, scales } from '../domain/codebook.ts';
import { allocationSchema } from './allocation-results.ts';
import { associationsSchema } from './association-results.ts';
import { calibrationSchema } from './calibration-results.ts';
import { distinguishabilitySchema } from './distinguishability-results.ts';
import { effectsSchema } from './effects-results.ts';
import { estimateSchema } from './estimate-schema.ts';
import { sourceKinds } from './evaluation-input.ts';
import { gapGroupsSchema, structureGroupsSchema } from './group-results.ts';
import { experimentsBlockSchema } from './experiments/experiment-results.ts';
import { leakageSchema } from './leakage/leakage-results.ts';
import { crossFitSchema, rectificationSchema } from './rectification-results.ts';
import { regressionsSchema } from './regression-results.ts';
import { verdictsSchema } from './verdict-results.ts';

export type { Estimate } from './estimate-schema.ts';
export type { Coefficient, Recovery, RegressionsBlock } from './regression-results.ts';

/**
 * The one shape of an evaluation: results.json, report, command line and screens read it. Values are JSON-safe and equal
 * inputs give equal results. Later blocks are added as optional fields of `evaluationResultsSchema`.
 */
export const resultsVersion = 1;

/** A subgroup; null stands for all respondents. `value` is the value as kept in the project. */
export const groupSchema = z.strictObject({ variable: z.string(), value: z.string() }).nullable();
export type Group = z.infer<typeof groupSchema>;

/** Ids into `definitions`. */
const definitionIds = z.array(z.string());

const sampleSchema = z.strictObject({
  rows: z.int(),
  parts: z.array(z.strictObject({ name: z.string(), n: z.int() })),
  /** Evaluation humans, and twins. */
  respondents: z.int(),
  /** Units that are resampled together; equal to `respondents` without a cluster variable. */
  clusters: z.int(),
  pilot: z.int(),
  weighted: z.boolean(),
  items: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      role: z.enum(roles),
      scale: z.enum(scales),
      options: z.array(z.strictObject({ value: z.string(), label: z.string() })),
      answered: z.int(),
      missing: z.int(),
    }),
  ),
  subgroups: z.array(
    z.strictObject({
      variable: z.string(),
      label: z.string(),
      groups: z.array(z.strictObject({ value: z.string(), label: z.string(), n: z.int() })),
      missing: z.int(),
    }),
  ),
});

const sourceSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(sourceKinds),
  label: z.string(),
  seeds: z.int(),
  /**
   * `exact`: marginals come from the model's probabilities, those of actions averaged over the beliefs drawn in each seed;
   * `drawn`: from seeded draws.
   */
  regime: z.enum(['exact', 'drawn']),
});
export type SourceSummary = z.infer<typeof sourceSchema>;

const likelihoodRow = z.strictObject({
  source: z.string(),
  /** Mean −ln p(human answer), nats per answer. */
  negativeLogLikelihood: estimateSchema,
  /** Mean Σ(p − y)², in [0, 2]. */
  brier: estimateSchema,
  /** Answers whose probability was below the floor. */
  floored: z.int(),
});
const likelihoodSchema = z.strictObject({
  definitions: definitionIds,
  /** Probabilities below this count as this. */
  floor: z.number(),
  overall: z.array(likelihoodRow),
  items: z.array(z.strictObject({ item: z.string(), sources: z.array(likelihoodRow) })),
  /** `source` − `against`: below 0, `source` predicts the humans better. */
  differences: z.array(
    z.strictObject({
      source: z.string(),
      against: z.string(),
      negativeLogLikelihood: estimateSchema,
      brier: estimateSchema,
    }),
  ),
});
export type LikelihoodBlock = z.infer<typeof likelihoodSchema>;

const invalidMassSchema = z.strictObject({
  definitions: definitionIds,
  sources: z.array(
    z.strictObject({
      source: z.string(),
      overall: estimateSchema,
      items: z.array(z.strictObject({ item: z.string(), mean: estimateSchema, largest: z.number().nullable() })),
    }),
  ),
});
export type InvalidMassBlock = z.infer<typeof invalidMassSchema>;

/** A distance with what it means: `excess` without sampling noise (`debiased`), `skill` = 1 − excess²/excess² of the reference. */
export const comparisonSchema = z.strictObject({
  distance: estimateSchema,
  excess: estimateSchema,
  skill: estimateSchema,
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** Distances between humans and humans; Wasserstein is null on nominal items. */
const ceilingSchema = z.strictObject({
  jensenShannon: estimateSchema,
  wasserstein: estimateSchema.nullable(),
  wassersteinNormalised: estimateSchema.nullable(),
  totalVariation: estimateSchema,
  /** Absent in results of earlier versions, like the two distances of the sources. */
  kullbackLeibler: estimateSchema.optional(),
  kolmogorovSmirnov: estimateSchema.nullable().optional(),
});
export type Ceiling = z.infer<typeof ceilingSchema>;

const divergenceCellSchema = z.strictObject({
  item: z.string(),
  group: groupSchema,
  nHuman: z.int(),
  /** Shares of the options among humans, weighted; null without answers. */
  human: z.array(z.number()).nullable(),
  /** Two human samples of this n: the ceiling of `drawn` sources, and the one to print. */
  ceiling: ceilingSchema,
  /** A human sample of this n against the population that it comes from: the ceiling of `exact` sources. */
  exactCeiling: ceilingSchema,
  sources: z.array(
    z.strictObject({
      source: z.string(),
      /** Twins of the humans who answered. */
      nSimulated: z.int(),
      distribution: z.array(z.number()).nullable(),
      /** Simulated − human share of each option; only over everybody, and absent in results of earlier versions. */
      shareDifferences: z.array(estimateSchema).optional(),
      jensenShannon: comparisonSchema,
      /** In the unit of the option scores. */
      wasserstein: comparisonSchema.nullable(),
      /** Divided by the range of the scores. */
      wassersteinNormalised: estimateSchema.nullable(),
      totalVariation: comparisonSchema,
      /** Of the humans from the source, in bits, with half an answer added to every option of both. */
      kullbackLeibler: comparisonSchema.optional(),
      /** Largest difference of the cumulative shares; null on nominal items. */
      kolmogorovSmirnov: comparisonSchema.nullable().optional(),
      /** 1 − `wassersteinNormalised`; null on nominal items. */
      alignment: estimateSchema.nullable().optional(),
    }),
  ),
});
export type DivergenceCell = z.infer<typeof divergenceCellSchema>;

const divergenceSummarySchema = z.strictObject({
  group: groupSchema,
  nHuman: z.int(),
  ceiling: estimateSchema,
  exactCeiling: estimateSchema,
  sources: z.array(z.strictObject({ source: z.string(), jensenShannon: comparisonSchema })),
});

const divergenceSchema = z.strictObject({
  definitions: definitionIds,
  /** Id of the source that has skill 0, or null. */
  reference: z.string().nullable(),
  cells: z.array(divergenceCellSchema),
  /** Jensen-Shannon distance over all items (root mean square), for all respondents and per subgroup. */
  summary: z.array(divergenceSummarySchema),
  /** `source` − `against` over all items, all respondents: excess² − excess² with signs, over the sum of the distances; below 0, `source` is closer. */
  differences: z.array(z.strictObject({ source: z.string(), against: z.string(), jensenShannon: estimateSchema })),
  /**
   * Jensen-Shannon distance of whole belief structures (all beliefs at once), from draws; null below two beliefs. The
   * ceiling of sparse structures needs two human samples without shared rows, so it is taken at half the sample:
   * `half.distance` compares one random half of the humans with the twins of the other half, `ceiling` with the other half.
   */
  joint: z
    .strictObject({
      items: z.array(z.string()),
      n: z.int(),
      nHalf: z.int(),
      ceiling: estimateSchema,
      sources: z.array(z.strictObject({ source: z.string(), distance: estimateSchema, half: comparisonSchema })),
    })
    .nullable(),
});
export type DivergenceBlock = z.infer<typeof divergenceSchema>;

const subgroupAlignmentSchema = z.strictObject({
  definitions: definitionIds,
  variables: z.array(
    z.strictObject({
      variable: z.string(),
      /** Gap that `exact` and `drawn` sources would show if they were perfect. */
      ceilingGap: z.strictObject({ exact: estimateSchema, drawn: estimateSchema }),
      sources: z.array(
        z.strictObject({
          source: z.string(),
          /** Jensen-Shannon distance over all items (root mean square), as it is and without sampling noise. */
          groups: z.array(z.strictObject({ value: z.string(), raw: estimateSchema, debiased: estimateSchema })),
          worst: z.string().nullable(),
          best: z.string().nullable(),
          /** Debiased distance of the worst group − that of the best. */
          gap: estimateSchema,
        }),
      ),
    }),
  ),
});
export type SubgroupAlignmentBlock = z.infer<typeof subgroupAlignmentSchema>;

const structureMeasures = {
  unique: estimateSchema,
  uniqueShare: estimateSchema,
  /** Expected distinct structures at the smallest n of all sides. */
  rarefied: estimateSchema,
  /** exp(entropy): the effective number of structures. */
  hill: estimateSchema,
  modalShare: estimateSchema,
  /** Share of the structures of one random half of the humans that occur in the other half (or among its twins). */
  halfCoverage: estimateSchema,
};
const heterogeneitySchema = z.strictObject({
  definitions: definitionIds,
  structures: z
    .strictObject({
      items: z.array(z.string()),
      n: z.int(),
      rarefiedTo: z.int(),
      human: z.strictObject(structureMeasures),
      sources: z.array(
        z.strictObject({
          source: z.string(),
          ...structureMeasures,
          /** Share of human structures that some twin has, and of simulated structures that some human has. */
          coverage: estimateSchema,
          precision: estimateSchema,
          /** Simulated − human number of unique structures. */
          uniqueDifference: estimateSchema,
        }),
      ),
      /** Within the groups of every subgroup variable and the arms of every treatment; absent in results of earlier versions. */
      groups: structureGroupsSchema.optional(),
    })
    .nullable(),
  /** One row per item and grouping; `grouping` null: all respondents as one group. */
  variance: z.array(
    z.strictObject({
      item: z.string(),
      grouping: z.string().nullable(),
      n: z.int(),
      human: z.strictObject({
        /** Variance of the option scores within groups. */
        within: estimateSchema,
        /** ε²: share of the variance between groups without what chance puts there; may be negative. η² in earlier versions. */
        betweenShare: estimateSchema,
        /** Entropy of the answers within groups, bits. */
        entropy: estimateSchema,
      }),
      sources: z.array(
        z.strictObject({
          source: z.string(),
          /** Within-group variance, simulated / human. */
          withinRatio: estimateSchema,
          /** ε² of the simulated answers, and divided by that of the humans where that is shown to be above 0. */
          betweenShare: estimateSchema,
          betweenRatio: estimateSchema,
          entropyRatio: estimateSchema,
        }),
      ),
    }),
  ),
});
export type HeterogeneityBlock = z.infer<typeof heterogeneitySchema>;

/** Rows by what the rule says of them; for sources the mean over seeds. */
const ruleCounts = z.strictObject({
  followed: z.number(),
  deviated: z.number(),
  ties: z.number(),
  undefined: z.number(),
  missing: z.number(),
});
const coherenceSchema = z.strictObject({
  definitions: definitionIds,
  rule: z.string(),
  action: z.string(),
  human: z.strictObject({
    gap: estimateSchema,
    counts: ruleCounts,
    /** Gap that would be left if the actions were dealt out anew among the rows; absent in results of earlier versions. */
    chance: estimateSchema.optional(),
    /** chance − gap: how much more often than by chance the rule is followed. */
    advantage: estimateSchema.optional(),
  }),
  /** Gap of one human sample of this size − gap of another; absent in results of earlier versions. */
  ceiling: estimateSchema.optional(),
  sources: z.array(
    z.strictObject({
      source: z.string(),
      gap: estimateSchema,
      /** gap of the source − gap of the humans; both signs are failures. */
      difference: estimateSchema,
      counts: ruleCounts,
      chance: estimateSchema.optional(),
      advantage: estimateSchema.optional(),
      /** advantage − half of that of the humans: above 0, the source keeps at least half of it. */
      keptAdvantage: estimateSchema.optional(),
    }),
  ),
  /** By subgroup and arm; absent in results of earlier versions. */
  groups: gapGroupsSchema.optional(),
});
export type CoherenceBlock = z.infer<typeof coherenceSchema>;

export const headlineSchema = z.strictObject({
  /** Stable name of the statement. */
  id: z.string(),
  about: z.enum(['verdicts', 'likelihood', 'divergence', 'subgroups', 'heterogeneity', 'coherence', 'regressions']),
  text: z.string(),
  /** What the data say of the adapted model in this statement. */
  finding: z.enum(['supports', 'contradicts', 'open']),
});
export type HeadlineSentence = z.infer<typeof headlineSchema>;

export const definitionSchema = z.strictObject({ title: z.string(), text: z.string(), citation: z.string() });
export type Definition = z.infer<typeof definitionSchema>;

export const evaluationResultsSchema = z.object({
  schemaVersion: z.literal(resultsVersion),
  study: z.strictObject({ name: z.string(), title: z.string(), notice: z.string(), synthetic: z.boolean() }),
  settings: z.strictObject({
    bootstrapDraws: z.int(),
    /** Coverage of intervals. */
    level: z.number(),
    /** Significance level of coefficients, 1 − level. */
    alpha: z.number(),
    seed: z.int(),
  }),
  sample: sampleSchema,
  sources: z.array(sourceSchema),
  headline: z.array(headlineSchema),
  likelihood: likelihoodSchema,
  invalidMass: invalidMassSchema,
  divergence: divergenceSchema,
  subgroupAlignment: subgroupAlignmentSchema,
  heterogeneity: heterogeneitySchema,
  /** Null without a rule. */
  coherence: coherenceSchema.nullable(),
  /** Null without regressions. */
  regressions: regressionsSchema.nullable(),
  /** Blocks that results of earlier versions lack. */
  effects: effectsSchema.optional(),
  calibration: calibrationSchema.optional(),
  distinguishability: distinguishabilitySchema.optional(),
  /** Absent without a belief or without an action. */
  associations: associationsSchema.optional(),
  /** Absent without rectification humans in the input. */
  rectification: rectificationSchema.optional(),
  /** Absent unless the study asks for folds in which the humans who tune rectify too. */
  crossFit: crossFitSchema.optional(),
  allocation: allocationSchema.optional(),
  verdicts: verdictsSchema.optional(),
  /** What adapter and twins may give away about pilot-train. */
  leakage: leakageSchema.optional(),
  /** Absent in studies that ask for none, and before the first cell is done. */
  experiments: experimentsBlockSchema.optional(),
  definitions: z.record(z.string(), definitionSchema),
  warnings: z.array(z.strictObject({ code: z.string(), text: z.string() })),
});
export type EvaluationResults = z.infer<typeof evaluationResultsSchema>;
