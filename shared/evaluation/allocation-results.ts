import { z } from 'zod';
import { estimateSchema } from './estimate-schema.ts';
import { targetKinds } from './rectification-results.ts';

/** Ways to spend the humans of tuning and rectification. */
export const spendings = ['no-model', 'untuned', 'as-done'] as const;
export type Spending = (typeof spendings)[number];

const kindSchema = z.strictObject({
  kind: z.enum(targetKinds),
  /** The tuned model, or the untuned one where there is none. */
  source: z.string(),
  /** Estimates of this kind whose median the numbers are. */
  targets: z.int(),
  /** Squared correlation of human and simulated contributions, from the measured ratio of interval widths. */
  rhoSquared: estimateSchema,
  /** `pays-little`: its interval lies below 0.1; `pays`: otherwise above 0; `cannot-say`: neither. */
  state: z.enum(['pays', 'pays-little', 'cannot-say']),
  /** In words. */
  text: z.string(),
  /** Human answers that alone would be as precise, by way to spend the same humans. */
  spendings: z.array(
    z.strictObject({
      id: z.enum(spendings),
      tuning: z.int(),
      rectification: z.int(),
      effective: estimateSchema,
    }),
  ),
  /** The best split of the same humans among those that the learning curve allows to judge; null without a curve. */
  best: z
    .strictObject({
      tuning: z.int(),
      rectification: z.int(),
      rhoSquared: z.number(),
      effective: z.number(),
      /** False where ρ² lies between two measured ones. */
      measured: z.boolean(),
    })
    .nullable(),
  /** ρ² that tuning with half of the rectification humans as well would have to reach; null where none would do. */
  breakEven: z.number().nullable(),
  /** Worth in further humans by number of simulated rows; `simulated` null: unlimited. */
  rows: z.array(z.strictObject({ simulated: z.int().nullable(), worth: estimateSchema })),
  /** Simulated rows that bring nine tenths of what unlimited ones would; null where they are worth nothing. */
  rowsForNineTenths: z.int().nullable(),
  /** Rectification humans that would do where it cannot be said; null where nothing is missing or no number would do. */
  needed: z.int().nullable(),
});

export const allocationSchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  /** Humans of the parts pilot-train and pilot-validation, and of rectification. */
  tuning: z.int(),
  rectification: z.int(),
  /** Twins of evaluation humans. */
  simulated: z.int(),
  kinds: z.array(kindSchema),
  /** Why nothing can be said, and the rectification humans that would do; null where there are `kinds`. */
  missing: z.strictObject({ text: z.string(), n: z.int().nullable() }).nullable(),
});
export type AllocationBlock = z.infer<typeof allocationSchema>;
