import { z } from 'zod';

/** Why a number is null. */
const undefinedReasons = [
  'no-answers',
  'too-few-respondents',
  'too-few-clusters',
  'no-variation',
  'no-probabilities',
  'not-ordered',
  'not-grouped',
  'reference-at-ceiling',
  'no-reference',
  'human-is-zero',
  'human-not-above-zero',
  'not-estimable',
  'no-significant-coefficients',
  'no-insignificant-coefficients',
  'not-resampled',
] as const;
export type UndefinedReason = (typeof undefinedReasons)[number];

/**
 * A number with its interval. `n` = respondents behind it. `value` is null with a reason when it is undefined; `low` and
 * `high` are null when the value is, or when it was not resampled or the resampling was degenerate (then `reason` says so).
 */
export const estimateSchema = z.strictObject({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  level: z.number(),
  n: z.int(),
  reason: z.enum(undefinedReasons).nullable(),
});
export type Estimate = z.infer<typeof estimateSchema>;
