import { z } from 'zod';
import { estimateSchema } from './estimate-schema.ts';

export const targetKinds = ['mean', 'share', 'effect', 'coefficient'] as const;
export type TargetKind = (typeof targetKinds)[number];

/**
 * Why nothing is rectified: there is nobody, or folds divide clusters. Earlier versions refused all studies with weights or
 * clusters.
 */
export const rectificationFailures = ['no-respondents', 'no-twins', 'weights', 'clusters'] as const;

const rectifiedSchema = z.strictObject({
  source: z.string(),
  rectified: estimateSchema,
  standardError: z.number().nullable(),
  /** Weight of the simulated answers in [0, 1]; 0 ignores them. */
  lambda: z.number().nullable(),
  /** Width of the rectified interval / width of the human-only one. */
  widthRatio: z.number().nullable(),
  /**
   * Humans that alone would give the rectified precision, and how many more that is than there are; for coefficients to
   * first order at the human-only estimate.
   */
  effectiveSampleSize: z.number().nullable(),
  worth: z.number().nullable(),
  /** (rectified − check)/√(se² + se²), the two taken as independent. */
  z: z.number().nullable(),
});

const targetSchema = z.strictObject({
  /** Unique and stable, such as `mean:trust` or `coefficient:Disclosure:age`. */
  id: z.string(),
  kind: z.enum(targetKinds),
  /** In words. */
  label: z.string(),
  /** For means, shares and effects. */
  item: z.string().nullable(),
  /** Option value of a share, and of an effect on a nominal item. */
  option: z.string().nullable(),
  /** Of an effect. */
  contrast: z.strictObject({ treatment: z.string(), value: z.string(), reference: z.string() }).nullable(),
  /** Of a coefficient. */
  coefficient: z.strictObject({ regression: z.string(), term: z.string(), intercept: z.boolean() }).nullable(),
  /** From the rectification humans alone. */
  human: estimateSchema,
  standardError: z.number().nullable(),
  /**
   * Fewest rectification humans on a side of the comparison: in an arm for effects, with the rarer answer for coefficients
   * of a logit, otherwise all who count.
   */
  nLeast: z.int(),
  /** From the evaluation humans, whose answers no rectified estimate uses: the check. */
  check: estimateSchema,
  checkStandardError: z.number().nullable(),
  sources: z.array(rectifiedSchema),
});
export type RectificationTarget = z.infer<typeof targetSchema>;

export const rectificationSchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  /** Rectification humans, and twins of evaluation humans. */
  humans: z.int(),
  twins: z.int(),
  /** Draws behind the intervals in `summary`. */
  draws: z.int(),
  failure: z.strictObject({ code: z.enum(rectificationFailures), text: z.string() }).nullable(),
  targets: z.array(targetSchema),
  /** Regressions that could not be rectified, with the reason. */
  failedRegressions: z.array(z.strictObject({ regression: z.string(), source: z.string(), text: z.string() })),
  /** Per source and kind of target: medians over the targets, intercepts left out; coefficients to first order. */
  summary: z.array(
    z.strictObject({
      source: z.string(),
      kind: z.enum(targetKinds),
      targets: z.int(),
      widthRatio: estimateSchema,
      worth: estimateSchema,
      /**
       * With weights or clusters: rectification humans whose twins would be as informative as all twins of the evaluation
       * humans are, median over the targets; absent where that is their number.
       */
      equivalentTwins: z.number().nonnegative().optional(),
      /** Width ratio − that of the regularised logit as predictor: below 0, this source shortens more; null for the logit. */
      baselineDifference: estimateSchema.nullable(),
    }),
  ),
});
export type RectificationBlock = z.infer<typeof rectificationSchema>;

/** Estimates rectified by the humans who tuned the model, fold by fold; `humans` is their number. */
export const crossFitSchema = z.strictObject({
  ...rectificationSchema.shape,
  /** By fold: humans that its adapter was trained on, and those left out, whose twins it simulated. */
  folds: z.array(z.strictObject({ trained: z.int(), rectified: z.int() })),
});
export type CrossFitBlock = z.infer<typeof crossFitSchema>;
