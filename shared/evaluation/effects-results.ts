import { z } from 'zod';
import { estimateSchema } from './estimate.ts';

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

export const effectsSchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  contrasts: z.array(contrastSchema),
});
export type EffectsBlock = z.infer<typeof effectsSchema>;
