import { z } from 'zod';
import { estimateSchema } from './estimate-schema.ts';

export const distinguishabilitySchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  folds: z.int(),
  sources: z.array(
    z.strictObject({
      source: z.string(),
      /** 0.5: the classifier cannot tell; 1: it always can. Below 0.5 only by chance. */
      auc: estimateSchema,
      /** Columns by the size of their standardised coefficient, largest first; above 0, higher values look simulated. */
      giveaways: z.array(z.strictObject({ column: z.string(), label: z.string(), coefficient: z.number() })),
    }),
  ),
});
export type DistinguishabilityBlock = z.infer<typeof distinguishabilitySchema>;
