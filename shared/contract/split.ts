import { z } from 'zod';
import { parts } from '../domain/split.ts';
import { command, query } from '../rpc/define.ts';

export const splitSummarySchema = z.object({
  id: z.string(),
  hash: z.string(),
  counts: z.record(z.enum(parts), z.int()),
});
export type SplitSummary = z.infer<typeof splitSummarySchema>;

export const splitContract = {
  'split.create': command(z.strictObject({}), splitSummarySchema),
  'split.get': query(z.strictObject({}), splitSummarySchema.nullable()),
};
