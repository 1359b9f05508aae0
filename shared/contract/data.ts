import { z } from 'zod';
import { dialectSchema } from '../domain/dialect.ts';
import { inspectionSchema } from '../domain/inspection.ts';
import { command, query, stream } from '../rpc/define.ts';
import { workOf } from './work.ts';

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

const cellSchema = z.union([z.number(), z.string(), z.null()]);

export const dataPageSchema = z.object({
  /** Rows of the whole dataset. */
  total: z.int(),
  columns: z.array(z.string()),
  /** `row`: record number in the file; `cells` in the order of `columns`, null = missing. */
  rows: z.array(z.object({ row: z.int(), cells: z.array(cellSchema) })),
});

export const columnSummarySchema = z.object({
  name: z.string(),
  label: z.string(),
  /** Rows with a value. */
  n: z.int(),
  /** Rows without: empty, a missing code, or refused. */
  missing: z.int(),
  missingCodes: z.array(z.object({ code: z.string(), count: z.int() })),
  rejected: z.int(),
  /** Different values. */
  distinct: z.int(),
  /** Counts per option in the order of the codebook; empty for numbers and text. */
  options: z.array(z.object({ value: z.string(), label: z.string(), count: z.int() })),
  /** Null for what is not a number. Quantiles of type 7 (Hyndman & Fan 1996); `sd` with n − 1. */
  numeric: z
    .object({
      mean: z.number(),
      sd: z.number().nullable(),
      minimum: z.number(),
      lowerQuartile: z.number(),
      median: z.number(),
      upperQuartile: z.number(),
      maximum: z.number(),
      /** Counts in intervals of equal width from minimum to maximum; the last one is closed. */
      histogram: z.array(z.object({ from: z.number(), to: z.number(), count: z.int() })),
    })
    .nullable(),
});
export type ColumnSummary = z.infer<typeof columnSummarySchema>;

export const dataContract = {
  'data.import': command(
    z.strictObject({ path: z.string().min(1), dialect: dialectSchema.partial() }),
    z.object({ jobId: z.string() }),
  ),
  'data.summary': query(z.strictObject({}), datasetSummarySchema.nullable()),
  'data.rejected': query(z.strictObject({ limit: z.int().positive() }), z.array(rejectedCellSchema)),
  /** Reads a whole data file without storing anything. Needs no open project. */
  'data.inspect': stream(
    z.strictObject({ path: z.string().min(1), dialect: dialectSchema.partial().default({}) }),
    workOf(inspectionSchema),
  ),
  /** Rows `offset` to `offset + limit − 1` of the imported data, all columns unless some are named. Null without data. */
  'data.page': query(
    z.strictObject({
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(1000),
      columns: z.array(z.string()).nullable().default(null),
    }),
    dataPageSchema.nullable(),
  ),
  /** Throws `not-found` for a column that is not stored. */
  'data.columnSummary': query(z.strictObject({ name: z.string().min(1) }), columnSummarySchema),
};
