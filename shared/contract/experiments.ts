import { z } from 'zod';
import { experimentIds } from '../domain/experiments.ts';
import { experimentsBlockSchema } from '../evaluation/experiments/experiment-results.ts';
import { command, query } from '../rpc/define.ts';

export const experimentsContract = {
  /**
   * Does the cells that the study's block `experiments` asks for and that are not done. Throws `usage` where it asks for
   * none, and `not-found` before a split, a model, or an adapter where a cell takes the study's own.
   */
  'experiments.start': command(z.strictObject({}), z.object({ jobId: z.string() })),
  /** Every cell that the study asks for, in order; empty without the block. */
  'experiments.list': query(
    z.strictObject({}),
    z.array(
      z.object({
        experiment: z.enum(experimentIds),
        id: z.string(),
        label: z.string(),
        group: z.string().optional(),
        done: z.boolean(),
        /** Done by an earlier version whose measures mean something else, and to be done anew. */
        outdated: z.boolean(),
      }),
    ),
  ),
  /** What the finished cells of the present study have given; null before the first. */
  'experiments.results': query(z.strictObject({}), experimentsBlockSchema.nullable()),
};
