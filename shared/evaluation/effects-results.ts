import { z } from 'zod';
import { covarianceKinds, regressionModels } from '../domain/study.ts';
import { estimateSchema } from './estimate-schema.ts';

/** A difference between two arms of a treatment in one item, or in the share of one option of a nominal item. */
const contrastSchema = z.strictObject({
  treatment: z.string(),
  value: z.string(),
  reference: z.string(),
  item: z.string(),
  /** Option value on nominal items, otherwise null. */
  option: z.string().nullable(),
  /** In words, such as "Trust: message − no message". */
  label: z.string(),
  /** Humans who answered in the arm, and in the reference arm. */
  n: z.int(),
  nReference: z.int(),
  /** Of the human answers of everybody: the unit of `difference`; null where they do not vary. */
  standardDeviation: z.number().nullable(),
  /** In the unit of the option scores, or as a difference of shares. */
  human: estimateSchema,
  /** Of the human effect, adjusted over all contrasts (Benjamini-Hochberg). */
  adjustedP: z.number().nullable(),
  sources: z.array(
    z.strictObject({
      source: z.string(),
      effect: estimateSchema,
      /** Simulated − human effect, in standard deviations of the human answers. */
      difference: estimateSchema,
    }),
  ),
});

/** An average effect by its standard error, after the delta method. */
const adjustedSide = {
  /** In the unit of the outcome; for probabilities a difference of shares. */
  effect: estimateSchema,
  standardError: z.number().nullable(),
  p: z.number().nullable(),
  /** The difference in means of the same arms in the same unit, from `contrasts`; null where there is none. */
  differenceInMeans: estimateSchema.nullable(),
};

/** What an arm changes on average by a regression, everybody in the fit being predicted in either arm. */
const averageEffectSchema = z.strictObject({
  regression: z.string(),
  model: z.enum(regressionModels),
  covariance: z.enum(covarianceKinds),
  treatment: z.string(),
  value: z.string(),
  reference: z.string(),
  /** The response where it is an item as it is, otherwise null. */
  item: z.string().nullable(),
  /** Expected response; expected number of an ordered response; probability of `option`, or of a logit's second value. */
  outcome: z.enum(['mean', 'score', 'probability']),
  /** Level whose probability it is; null for numbers and for logits. */
  option: z.string().nullable(),
  /** In words, such as "Sharing: probability of Discloses; Message, message − no message". */
  label: z.string(),
  /** Humans of the fit in the arm, and in the reference arm. */
  n: z.int(),
  nReference: z.int(),
  /** Of the outcome among the humans of the fit; null where it does not vary. */
  standardDeviation: z.number().nullable(),
  human: z.strictObject({
    ...adjustedSide,
    /** Adjusted over all average effects (Benjamini-Hochberg). */
    adjustedP: z.number().nullable(),
  }),
  sources: z.array(
    z.strictObject({
      source: z.string(),
      ...adjustedSide,
      /** (simulated − human)/√(se² + se²) and its two-sided p, the sides taken as independent. */
      z: z.number().nullable(),
      zP: z.number().nullable(),
    }),
  ),
});
export type AverageEffect = z.infer<typeof averageEffectSchema>;

export const effectsSchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  contrasts: z.array(contrastSchema),
  /** Of regressions with a treatment among their predictors; absent in results of earlier versions. */
  averageEffects: z.array(averageEffectSchema).optional(),
});
export type EffectsBlock = z.infer<typeof effectsSchema>;
