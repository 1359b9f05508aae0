import { z } from 'zod';
import { dialectSchema } from '../domain/dialect.ts';
import { command, query } from '../rpc/define.ts';

export const datasetSummarySchema = z.object({
  id: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  rows: z.int(),
  columns: z.array(z.string()),
  rejectedCells: z.int(),
  rejectedRows: z.int(),
  missingCells: z.int(),
  importedAt: z.string(),
});

export const rejectedCellSchema = z.object({
  /** Record number in the file, the first record of data is 1. */
  row: z.int(),
  /** Line of the file on which the record starts. */
  line: z.int(),
  /** Null when the whole record was refused. */
  column: z.string().nullable(),
  reason: z.string(),
  value: z.string(),
});

export type RejectedCell = z.infer<typeof rejectedCellSchema>;

export const dataContract = {
  'data.import': command(
    z.strictObject({ path: z.string().min(1), dialect: dialectSchema.partial() }),
    z.object({ jobId: z.string() }),
  ),
  'data.summary': query(z.strictObject({}), datasetSummarySchema.nullable()),
  'data.rejected': query(z.strictObject({ limit: z.int().positive() }), z.array(rejectedCellSchema)),
};
