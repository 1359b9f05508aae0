import { z } from 'zod';
import { estimateSchema } from './estimate-schema.ts';

export const calibrationSchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  sources: z.array(
    z.strictObject({
      source: z.string(),
      /**
       * Bins of nearly equal size in ascending order of the predicted probability; empty for sources without
       * probabilities. Equal probabilities are never parted, so a source with few distinct ones has few bins.
       */
      bins: z.array(
        z.strictObject({
          /** Option probabilities in the bin: one per answered item, option and respondent. */
          n: z.int(),
          /** Smallest, largest and mean predicted probability. */
          from: z.number(),
          to: z.number(),
          predicted: z.number(),
          /** Share of these options that the humans chose; its n counts option probabilities. */
          observed: estimateSchema,
        }),
      ),
      expectedCalibrationError: estimateSchema,
      /** The same error for a perfectly calibrated source with these probabilities at this n. */
      ceiling: estimateSchema,
      /** Over all ordered items, in [0, 1]; null reason `not-ordered` without one. */
      rankedProbabilityScore: estimateSchema,
      items: z.array(z.strictObject({ item: z.string(), rankedProbabilityScore: estimateSchema })),
    }),
  ),
});
export type CalibrationBlock = z.infer<typeof calibrationSchema>;
