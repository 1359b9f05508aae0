import { z } from 'zod';
import { dataContract } from '../../shared/contract/data.ts';
import { exportContract, writtenRowsSchema } from '../../shared/contract/export.ts';
import { reportContract, reportSections } from '../../shared/contract/report.ts';
import { simulateContract } from '../../shared/contract/simulate.ts';
import { splitContract } from '../../shared/contract/split.ts';
import { workOf } from '../../shared/contract/work.ts';
import { parts, splitSettingsSchema } from '../../shared/domain/split.ts';
import { command, query, stream } from '../../shared/rpc/define.ts';
import { encryptionStages } from './database/encryption-stages.ts';
import { bytesSchema, integersSchema } from './typed-array-schemas.ts';

/** What opens a project that the core has open. It crosses from process to process in memory only. */
const projectKeySchema = z.strictObject({ key: z.string(), salt: z.string() });
const accessSchema = projectKeySchema.extend({ path: z.string() });
export type ProjectAccess = z.infer<typeof accessSchema>;

const drawnSplitSchema = z.object({
  datasetId: z.string(),
  settings: splitSettingsSchema,
  inputs: z.record(z.string(), z.string()),
  hash: z.string(),
  counts: z.record(z.enum(parts), z.int()),
  rows: integersSchema,
  partOf: bytesSchema,
});

export const reportOrderSchema = z.strictObject({
  /** Chapters of results; null: all. */
  sections: z.array(z.enum(reportSections)).nullable(),
  writtenAt: z.string(),
  /** Threads for training and scoring, which the manifest names. */
  threads: z.int(),
});

/** A file as it will be written. */
export const renderedFileSchema = z.object({
  name: z.string(),
  content: z.union([z.string(), bytesSchema]),
  sha256: z.string(),
  bytes: z.int(),
});

/** What the core asks of the reader process, which reads the project only: questions that take long with many rows. */
export const readingContract = {
  /** Comes first. */
  'reader.open': command(
    z.strictObject({ access: accessSchema, versions: z.record(z.string(), z.string()) }),
    z.null(),
  ),
  'data.columnSummary': dataContract['data.columnSummary'],
  /** Draws the split of the study; the core stores it. Throws as `split.create`. */
  'split.draw': query(z.strictObject({}), drawnSplitSchema),
  'split.preview': splitContract['split.preview'],
  'simulate.distributions': simulateContract['simulate.distributions'],
  'report.preview': reportContract['report.preview'],
  /** All files of a report folder, the manifest last. Throws `not-found` when a phase is missing. */
  'report.files': stream(reportOrderSchema, workOf(z.array(renderedFileSchema))),
  'export.preview': exportContract['export.preview'],
  /** Gathers the rows of an export and says what `export.write` will write. Throws `file-exists`, and as the preview. */
  'export.prepare': stream(exportContract['export.rows'].input.omit({ consent: true }), workOf(writtenRowsSchema)),
  /** Writes a copy of a project, which nobody has open, that another key opens. Tells each stage before it. Throws as `encryptAnew`. */
  'project.encryptAnew': stream(
    z.strictObject({ access: accessSchema, target: z.string(), newKey: projectKeySchema }),
    z.enum(encryptionStages),
  ),
  /** Writes the file that was prepared last. Throws `file-write-failed`. */
  'export.write': command(z.strictObject({}), z.null()),
};
