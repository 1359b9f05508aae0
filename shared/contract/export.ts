import { z } from 'zod';
import { exportedSides } from '../evaluation/reproduction/exported-sides.ts';
import { query, stream } from '../rpc/define.ts';
import { workOf } from './work.ts';

const exportFactsSchema = z.object({
  respondents: z.int(),
  /** Rows of the file without its header. */
  rows: z.int(),
  /** Names of the columns. */
  columns: z.array(z.string()),
  /** Respondents whose combination of exported persona and treatment values nobody else among them has. */
  alone: z.int(),
});
export type ExportFacts = z.infer<typeof exportFactsSchema>;

export const writtenRowsSchema = exportFactsSchema.extend({ path: z.string(), sha256: z.string(), bytes: z.int() });

const sides = z.enum(exportedSides);

/** What leaves a project besides the report. */
export const exportContract = {
  /** What an export would hold; nothing is written. Throws `not-found` before the simulations, `data-invalid` with too few respondents. */
  'export.preview': query(z.strictObject({ sides }), exportFactsSchema),
  /**
   * Writes the rows of the evaluation humans, of their twins, or both, as CSV; with both, those of the baselines too, and where
   * estimates are rectified those of the humans who rectify and their twins. They are confidential: `consent` says that a
   * person was asked. The audit log notes it before the file is written. Throws `file-exists`, `file-write-failed`, and as
   * the preview. Closing the stream stops it and leaves no file.
   */
  'export.rows': stream(
    z.strictObject({ sides, path: z.string().min(1), consent: z.literal(true) }),
    workOf(writtenRowsSchema),
  ),
};
