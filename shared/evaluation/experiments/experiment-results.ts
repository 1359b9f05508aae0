import { z } from 'zod';
import { experimentIds } from '../../domain/experiments.ts';
import { estimateSchema } from '../estimate.ts';
import { sourceKinds } from '../evaluation-input.ts';
import { targetKinds } from '../rectification-results.ts';

export const compactSourceSchema = z.strictObject({
  /** `model`, or the id of a baseline. */
  source: z.string(),
  kind: z.enum(sourceKinds),
  label: z.string(),
  /** Mean −ln p of the held-out human answers, nats per answer. */
  negativeLogLikelihood: estimateSchema,
  /** Jensen-Shannon distance averaged over items, minus the noise ceiling. */
  distance: estimateSchema,
  /** Belief-action gap, and that minus the human one; null where the rule cannot be applied. */
  gap: estimateSchema.nullable(),
  gapDifference: estimateSchema.nullable(),
  /** F1 of the signs of significant coefficients; null where no regression is fitted. */
  f1: estimateSchema.nullable(),
});

export const compactResultsSchema = z.strictObject({
  /** Evaluation humans of the cell. */
  n: z.int(),
  /** Distance between two human samples, and between a human sample and its population. */
  ceiling: estimateSchema,
  exactCeiling: estimateSchema,
  humanGap: estimateSchema.nullable(),
  /** The model first, then the baselines fitted on the same pilot rows. */
  sources: z.array(compactSourceSchema),
  /** Squared correlation with the rectification humans, by kind of estimate; empty without such humans or where not measured. */
  rhoSquared: z.array(z.strictObject({ kind: z.enum(targetKinds), rhoSquared: estimateSchema })),
});
export type CompactResults = z.infer<typeof compactResultsSchema>;

export const experimentCellSchema = compactResultsSchema.extend({
  id: z.string(),
  label: z.string(),
  /** Pilot-train respondents that the model was tuned on, and with those that stopped the training; 0 untuned. */
  pilot: z.int(),
  tuning: z.int(),
  seeds: z.strictObject({
    /** Of the pilot that was drawn, and of the adaptation; null where there was none. */
    pilot: z.int().nullable(),
    adaptation: z.int().nullable(),
    simulation: z.array(z.int()),
  }),
});
export type ExperimentCellResults = z.infer<typeof experimentCellSchema>;

export const experimentsBlockSchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  experiments: z.array(
    z.strictObject({
      id: z.enum(experimentIds),
      /** Cells that the study asks for; fewer are there where the work has not come to an end. */
      planned: z.int(),
      cells: z.array(experimentCellSchema),
    }),
  ),
});
export type ExperimentsBlock = z.infer<typeof experimentsBlockSchema>;
export type Experiment = ExperimentsBlock['experiments'][number];
