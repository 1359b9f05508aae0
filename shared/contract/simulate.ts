import { z } from 'zod';
import { command, query } from '../rpc/define.ts';

export const simulatedBy = ['base', 'adapted'] as const;
export type SimulatedBy = (typeof simulatedBy)[number];

export const promptPreviewSchema = z.object({
  row: z.int(),
  item: z.string(),
  system: z.string(),
  user: z.string(),
  answers: z.array(z.string()),
});

export const simulateContract = {
  /** `again`: also where the same simulation has been done before. */
  'simulate.start': command(
    z.strictObject({ by: z.enum(simulatedBy), again: z.boolean().default(false) }),
    z.object({ jobId: z.string() }),
  ),
  /** The prompts one respondent's twin gets, item by item; earlier answers are the respondent's own. */
  'simulate.preview': query(z.strictObject({ row: z.int().nullable() }), z.array(promptPreviewSchema)),
};
