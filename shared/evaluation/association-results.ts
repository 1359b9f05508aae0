import { z } from 'zod';
import { estimateSchema } from './estimate-schema.ts';

/** A number of the humans with that of every source; `difference` = source − humans. */
const compared = {
  human: estimateSchema,
  sources: z.array(z.strictObject({ source: z.string(), value: estimateSchema, difference: estimateSchema })),
};

/** Association of actions with beliefs, which needs no rule of the researcher. */
export const associationsSchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  /** One entry per belief and action. */
  pairs: z.array(
    z.strictObject({
      belief: z.string(),
      action: z.string(),
      /** Humans who answered both. */
      n: z.int(),
      /** `polychoric` where both are ordered, in [−1, 1]; otherwise Cramér's V, in [0, 1]. */
      measure: z.enum(['polychoric', 'cramers-v']),
      strength: z.strictObject(compared),
      /**
       * Jensen-Shannon distance of the joint shares minus that of the products of the marginals. For the humans that between
       * two human samples of this n: what a perfect source would show.
       */
      joint: z.strictObject(compared),
    }),
  ),
  /**
   * Least-squares slopes of an action on all beliefs at once: change of the action, as a share of its scale (of a probability
   * for binary actions and for an `actionOption`), from the lowest to the highest answer of the belief (to `beliefOption` from
   * the first option of a nominal one).
   */
  slopes: z.array(
    z.strictObject({
      belief: z.string(),
      beliefOption: z.string().nullable(),
      action: z.string(),
      actionOption: z.string().nullable(),
      label: z.string(),
      n: z.int(),
      ...compared,
    }),
  ),
  /** Area under the curve of held-out predictions of the action from all beliefs; with more than two options the mean over options against the rest. */
  areas: z.array(z.strictObject({ action: z.string(), n: z.int(), ...compared })),
});
export type AssociationsBlock = z.infer<typeof associationsSchema>;
export type ComparedNumbers = Pick<AssociationsBlock['areas'][number], 'human' | 'sources'>;
