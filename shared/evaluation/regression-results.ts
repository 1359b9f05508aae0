import { z } from 'zod';
import { contrastKinds, covarianceKinds, regressionModels } from '../domain/study.ts';
import { estimateSchema } from './estimate-schema.ts';

const coefficientSide = z.strictObject({
  b: z.number().nullable(),
  se: z.number().nullable(),
  p: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** p adjusted over the slopes of the regression (Benjamini-Hochberg); absent in results of earlier versions. */
  adjustedP: z.number().nullable().optional(),
  sign: z.enum(['negative', 'not-significant', 'positive']),
});
export const coefficientSchema = z.strictObject({
  term: z.string(),
  /** Intercepts are shown but count in no summary. */
  intercept: z.boolean(),
  human: coefficientSide,
  simulated: coefficientSide,
  sameSign: z.boolean().nullable(),
  /** (b' − b)/√(se² + se'²) and its two-sided p. */
  z: z.number().nullable(),
  zP: z.number().nullable(),
  insideHumanInterval: z.boolean().nullable(),
  ratio: z.number().nullable(),
  /** `zP` adjusted over the slopes of the regression; this and what follows is absent in results of earlier versions. */
  zAdjustedP: z.number().nullable().optional(),
  /** Mean share of the two intervals that lies in the other one, 0 to 1. */
  intervalOverlap: z.number().nullable().optional(),
  /** Two one-sided tests of b' − b against the margin; null for intercepts and where a side has no estimate. */
  equivalence: z
    .strictObject({
      /** In the unit of the coefficient. */
      margin: z.number(),
      difference: z.number(),
      /** 1 − 2α interval of the difference, inside ±margin exactly where p < α. */
      low: z.number(),
      high: z.number(),
      p: z.number(),
      adjustedP: z.number(),
      /** By adjusted p-values: shown to be smaller than the margin, shown to be there, or neither. */
      state: z.enum(['equivalent', 'different', 'open']),
    })
    .nullable()
    .optional(),
});
export type Coefficient = z.infer<typeof coefficientSchema>;

const seedWarningSchema = z.strictObject({
  /** Of the regression (`separation`, `aliased`, …); `failed` where there is no fit. */
  code: z.string(),
  detail: z.string(),
  /** Seeds with this warning. */
  seeds: z.int(),
});
export type SeedWarning = z.infer<typeof seedWarningSchema>;

export const recoverySchema = z.strictObject({
  coefficients: z.int(),
  /** Rows: humans −, n.s., +; columns: simulated −, n.s., +. */
  table: z.array(z.array(z.int()).length(3)).length(3),
  truePositives: z.int(),
  falsePositives: z.int(),
  falseNegatives: z.int(),
  trueNegatives: z.int(),
  /** Significant on both sides with opposite signs: an error of both precision and recall. */
  flipped: z.int(),
  precision: estimateSchema,
  recall: estimateSchema,
  f1: estimateSchema,
  falsePositiveRate: estimateSchema,
  attenuationSlope: z.number().nullable(),
  correlation: z.number().nullable(),
  rootMeanSquareError: z.number().nullable(),
  shareDifferent: z.number().nullable(),
  /** Coefficients whose estimate has the other sign, significant or not. */
  shareFlipped: z.number().nullable(),
  /** Coefficients by what the equivalence tests say, and their mean overlap of intervals; absent in results of earlier versions. */
  equivalence: z.strictObject({ equivalent: z.int(), different: z.int(), open: z.int() }).optional(),
  intervalOverlap: z.number().nullable().optional(),
  /** The numbers above with their intervals; absent in results of earlier versions. */
  agreement: z
    .strictObject({
      attenuationSlope: estimateSchema,
      correlation: estimateSchema,
      rootMeanSquareError: estimateSchema,
      shareDifferent: estimateSchema,
      shareFlipped: estimateSchema,
      intervalOverlap: estimateSchema,
    })
    .optional(),
});
export type Recovery = z.infer<typeof recoverySchema>;

/** The same of two human samples of this size, the second held against the first: medians with the range of pairs of samples. */
const recoveryCeilingSchema = z.strictObject({
  precision: estimateSchema,
  recall: estimateSchema,
  f1: estimateSchema,
  falsePositiveRate: estimateSchema,
  attenuationSlope: estimateSchema,
});
export type RecoveryCeiling = z.infer<typeof recoveryCeilingSchema>;

export const regressionsSchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  alpha: z.number(),
  /** Draws behind the intervals of the rates and of the agreement of sizes. */
  draws: z.int(),
  models: z.array(
    z.strictObject({
      name: z.string(),
      formula: z.string(),
      model: z.enum(regressionModels),
      covariance: z.enum(covarianceKinds),
      contrasts: z.enum(contrastKinds).optional(),
      n: z.int(),
      /** Why the human fit is missing; null when it is there. */
      failure: z.string().nullable(),
      /** Absent in results of earlier versions and where the human fit failed, like that of all models. */
      ceiling: recoveryCeilingSchema.optional(),
      sources: z.array(
        z.strictObject({
          source: z.string(),
          seeds: z.int(),
          /** Seeds whose fit failed; they count as not significant when all failed. */
          failedSeeds: z.int(),
          failure: z.string().nullable(),
          /** What the fits of the twins warn of and that of the humans does not; absent in results of earlier versions. */
          warnings: z.array(seedWarningSchema).optional(),
          coefficients: z.array(coefficientSchema),
          recovery: recoverySchema,
        }),
      ),
    }),
  ),
  /** All models together. */
  ceiling: recoveryCeilingSchema.optional(),
  overall: z.array(z.strictObject({ source: z.string(), recovery: recoverySchema })),
});
export type RegressionsBlock = z.infer<typeof regressionsSchema>;
