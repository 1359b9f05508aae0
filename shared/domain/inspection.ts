import { z } from 'zod';
import { roles, scales } from './codebook.ts';
import { resolvedDialectSchema } from './dialect.ts';
import { identifierKinds } from './identifiers.ts';

/** What one column of a data file seems to hold. */
export const columnInspectionSchema = z.object({
  /** Name in the header; "" for a column without one, which cannot be imported. */
  name: z.string(),
  /** Question text where the file has one (second header row of Qualtrics), otherwise "". */
  question: z.string(),
  /** Cells with a value that is no missing code, cells with a missing code, empty cells. They add up to the records. */
  filled: z.int(),
  missing: z.int(),
  empty: z.int(),
  /** Different values among the filled cells. */
  distinct: z.int(),
  /** There are more different values than were counted. */
  distinctIsAtLeast: z.boolean(),
  /** Suggestions; a person decides. */
  scale: z.enum(scales),
  role: z.enum(roles),
  /** Values in a sensible order with their counts, for scales with options. */
  options: z.array(z.object({ value: z.string(), label: z.string(), count: z.int() })),
  /** Codes that look like "no answer". */
  missingCodes: z.array(z.object({ code: z.string(), count: z.int() })),
  /** Of the numbers among the filled cells; null where there are none. */
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  /** A few values as they stand in the file, at most 60 characters each. */
  examples: z.array(z.string()),
  identifiers: z.array(z.enum(identifierKinds)),
  /** Sentences: what an import with these suggestions would not keep. */
  losses: z.array(z.string()),
});
export type ColumnInspection = z.infer<typeof columnInspectionSchema>;

/** What a data file seems to hold, before anything is stored. */
export const inspectionSchema = z.object({
  /** Name without folder. */
  fileName: z.string(),
  sizeBytes: z.int(),
  /** In words, such as "CSV". */
  format: z.string(),
  dialect: resolvedDialectSchema,
  /** Records of data, without header. */
  records: z.int(),
  /** Records with another number of fields than the header; an import refuses them. */
  misfits: z.int(),
  columns: z.array(columnInspectionSchema),
  /** Sentences about the whole file. */
  losses: z.array(z.string()),
});
export type Inspection = z.infer<typeof inspectionSchema>;
