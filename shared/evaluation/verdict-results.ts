import { z } from 'zod';
import { estimateSchema } from './estimate-schema.ts';

export const purposes = [
  'questionnaire-pretest',
  'item-variance',
  'effect-size',
  'effect-sign',
  'subgroup-estimate',
  'coefficient-inference',
] as const;
export type Purpose = (typeof purposes)[number];

export const verdictValues = [
  'supported',
  'supported with limits',
  'baseline is better',
  'not supported',
  'cannot say',
] as const;
export type VerdictValue = (typeof verdictValues)[number];

const unitSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  n: z.int(),
  error: estimateSchema,
  /** By the interval: inside the margin, outside it, or neither. For signs: recovered, missed or reversed, or neither. */
  state: z.enum(['within', 'outside', 'open']),
});
export type VerdictUnit = z.infer<typeof unitSchema>;

const verdictSchema = z.strictObject({
  purpose: z.enum(purposes),
  source: z.string(),
  verdict: z.enum(verdictValues),
  /** Sentences with numbers and intervals. */
  reasons: z.array(z.string()),
  /** The rule in words with its thresholds. */
  rule: z.string(),
  /** Names of the blocks of the results that the verdict rests on. */
  uses: z.array(z.string()),
  /** What would allow to say (more); null where nothing is missing. `n` people in the part named, where a number would do. */
  needed: z
    .strictObject({
      text: z.string(),
      n: z.int().nullable(),
      part: z.enum(['evaluation', 'rectification', 'pilot']).nullable(),
    })
    .nullable(),
  /** Typical error of the purpose in the unit of `margin`, null where there is none. */
  error: estimateSchema.nullable(),
  margin: z.number().nullable(),
  units: z.array(unitSchema),
  /** The same error of every baseline, and error of the source − error of the baseline: below 0, the source is better. */
  baselines: z.array(z.strictObject({ source: z.string(), error: estimateSchema, difference: estimateSchema })),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const verdictsSchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  verdicts: z.array(verdictSchema),
});
export type VerdictsBlock = z.infer<typeof verdictsSchema>;
