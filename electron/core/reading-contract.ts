import { z } from 'zod';
import { dataContract } from '../../shared/contract/data.ts';
import { reportContract } from '../../shared/contract/report.ts';
import { simulateContract } from '../../shared/contract/simulate.ts';
import { splitContract } from '../../shared/contract/split.ts';
import { command } from '../../shared/rpc/define.ts';

/** What opens a project that the core has open. It crosses from process to process in memory only. */
const accessSchema = z.strictObject({ path: z.string(), key: z.string(), salt: z.string() });
export type ProjectAccess = z.infer<typeof accessSchema>;

/** What the core asks of the reader process: questions of screens that take long with many rows. */
export const readingContract = {
  /** Comes first. */
  'reader.open': command(
    z.strictObject({ access: accessSchema, versions: z.record(z.string(), z.string()) }),
    z.null(),
  ),
  'data.columnSummary': dataContract['data.columnSummary'],
  'split.preview': splitContract['split.preview'],
  'simulate.distributions': simulateContract['simulate.distributions'],
  'report.preview': reportContract['report.preview'],
};
