import { z } from 'zod';
import { parts, splitSettingsSchema } from '../domain/split.ts';
import { query, stream } from '../rpc/define.ts';
import { workOf } from './work.ts';

const counts = z.record(z.enum(parts), z.int());

export const splitSummarySchema = z.object({
  id: z.string(),
  hash: z.string(),
  counts,
});
export type SplitSummary = z.infer<typeof splitSummarySchema>;

export const splitPreviewSchema = z.object({
  /** Respondents in the data. */
  total: z.int(),
  /** Null when the split is impossible; `problem` then says why. */
  counts: counts.nullable(),
  problem: z.string().nullable(),
  /** Combinations of the stratifying variables. */
  strata: z.int(),
  /** Respondents per part by the values of treatments (`arm`), stratifying variables and subgroups of the evaluation. */
  groups: z.array(
    z.object({
      variable: z.string(),
      label: z.string(),
      use: z.enum(['arm', 'stratum', 'subgroup']),
      /** `value` null: missing. */
      values: z.array(z.object({ value: z.string().nullable(), label: z.string(), counts })),
    }),
  ),
  /** Sentences about small cells. */
  warnings: z.array(z.string()),
});
export type SplitPreview = z.infer<typeof splitPreviewSchema>;

export const splitContract = {
  /** Draws and locks the split of the study. Closing the stream before its end leaves the split from before. */
  'split.create': stream(z.strictObject({}), workOf(splitSummarySchema)),
  'split.get': query(z.strictObject({}), splitSummarySchema.nullable()),
  /** What a split with these settings (null: the study's) would give; nothing is kept. Throws `not-found` without data. */
  'split.preview': query(
    z.strictObject({ settings: splitSettingsSchema.nullable().default(null) }),
    splitPreviewSchema,
  ),
};
