import { z } from 'zod';
import { experimentIds } from '../../domain/experiments.ts';
import { estimateSchema } from '../estimate-schema.ts';
import { sourceKinds } from '../evaluation-input.ts';
import { targetKinds } from '../rectification-results.ts';

const compactSubgroupsSchema = z.strictObject({
  /** Farthest of all subgroups, as "variable: group", and its Jensen-Shannon distance over all items without sampling noise. */
  worstGroup: z.string(),
  worst: estimateSchema,
  /** Variable with the largest difference between its farthest and its closest group, and that difference. */
  gapVariable: z.string(),
  gap: estimateSchema,
});
export type CompactSubgroups = z.infer<typeof compactSubgroupsSchema>;

const compactStructuresSchema = z.strictObject({
  /** Share of different belief structures, simulated / human. */
  uniqueRatio: estimateSchema,
  /** Jensen-Shannon distance of belief structures at half the n without sampling noise; null with one belief. */
  distance: estimateSchema.nullable(),
});
export type CompactStructures = z.infer<typeof compactStructuresSchema>;

export const compactSourceSchema = z.strictObject({
  /** `model`, or the id of a baseline. */
  source: z.string(),
  kind: z.enum(sourceKinds),
  label: z.string(),
  /** Mean −ln p of the held-out human answers, nats per answer. */
  negativeLogLikelihood: estimateSchema,
  /** Jensen-Shannon distance over all items (root mean square) without sampling noise. */
  distance: estimateSchema,
  /** Belief-action gap, and that minus the human one; null where the rule cannot be applied. */
  gap: estimateSchema.nullable(),
  gapDifference: estimateSchema.nullable(),
  /** F1 of the signs of significant coefficients; null where no regression is fitted. */
  f1: estimateSchema.nullable(),
  /** Null without subgroups, and without beliefs; absent in cells of earlier versions. */
  subgroups: compactSubgroupsSchema.nullable().optional(),
  structures: compactStructuresSchema.nullable().optional(),
});

export type CompactSource = z.infer<typeof compactSourceSchema>;

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

const measureDraws = z.strictObject({ value: z.number().nullable(), draws: z.array(z.number().nullable()) }).nullable();
const cellDrawsSchema = z.strictObject({
  negativeLogLikelihood: measureDraws,
  /** With the sampling noise, which cells with the same humans share. */
  distance: measureDraws,
  gap: measureDraws,
  f1: measureDraws,
  /** Farthest subgroup, largest gap, and distance of whole structures; absent in cells of earlier versions. */
  worst: measureDraws.optional(),
  subgroupGap: measureDraws.optional(),
  structureDistance: measureDraws.optional(),
});
export type CellDraws = z.infer<typeof cellDrawsSchema>;

/** What the evaluation of a cell gives; the draws stay in the project. */
export const drawnResultsSchema = compactResultsSchema.extend({ draws: cellDrawsSchema });
export type DrawnResults = z.infer<typeof drawnResultsSchema>;

export const experimentCellSchema = compactResultsSchema.extend({
  id: z.string(),
  label: z.string(),
  /** Label of the treatment whose arm the cell is about, where arms of several are left out. */
  group: z.string().optional(),
  /** Pilot-train respondents that the model was tuned on, and with those that stopped the training; 0 untuned. */
  pilot: z.int(),
  tuning: z.int(),
  seeds: z.strictObject({
    /** Of the pilot that was drawn, and of the adaptation; null where there was none. */
    pilot: z.int().nullable(),
    adaptation: z.int().nullable(),
    simulation: z.array(z.int()),
  }),
  /**
   * Of the cell's model from that of another cell on the same humans, draw by draw; absent for the cells that others are
   * compared with, before both are done, and in cells of earlier versions.
   */
  difference: z
    .strictObject({
      /** Id of the other cell. */
      reference: z.string(),
      negativeLogLikelihood: estimateSchema,
      distance: estimateSchema,
      gap: estimateSchema.nullable(),
      f1: estimateSchema.nullable(),
      /** Null where a cell has none, absent in results of earlier versions. */
      worst: estimateSchema.nullable().optional(),
      subgroupGap: estimateSchema.nullable().optional(),
      /** Everybody on both sides, noise included, which the cells share. */
      structureDistance: estimateSchema.nullable().optional(),
      /** From the intervals of both, as if the cells were independent. */
      uniqueRatio: estimateSchema.nullable().optional(),
    })
    .optional(),
});
export type ExperimentCellResults = z.infer<typeof experimentCellSchema>;

/**
 * Counts what measures of a cell mean. 1: distances from which the noise was subtracted as it is; 2: in squares; 3: in squares,
 * with intervals that invert the distribution of the square. Another scale of a measure or another kind of interval raises
 * it, since cells are kept for long and stand side by side in one table.
 */
export const cellMeasures = 3;

/** A finished cell as the project keeps it; cells of earlier versions have no draws. */
export const storedCellSchema = experimentCellSchema.extend({
  draws: cellDrawsSchema.optional(),
  /** The `cellMeasures` that it was evaluated with; absent in cells of earlier versions. */
  measures: z.int().optional(),
});
export type StoredCell = z.infer<typeof storedCellSchema>;

/** Whether a kept cell measures what cells measure now. Before they had the number, those of version 2 had subgroups. */
export function isPresentCell({ measures, sources }: StoredCell): boolean {
  return (measures ?? (sources.some(({ subgroups }) => subgroups !== undefined) ? 2 : 1)) === cellMeasures;
}

export const experimentsBlockSchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  experiments: z.array(
    z.strictObject({
      id: z.enum(experimentIds),
      /** Cells that the study asks for; fewer are there where the work has not come to an end. */
      planned: z.int(),
      /** Cells done by an earlier version, whose measures mean something else: they are left out until they are done anew. */
      outdated: z.int().optional(),
      cells: z.array(experimentCellSchema),
    }),
  ),
});
export type ExperimentsBlock = z.infer<typeof experimentsBlockSchema>;
export type Experiment = ExperimentsBlock['experiments'][number];
