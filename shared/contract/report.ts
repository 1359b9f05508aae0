import { z } from 'zod';
import { command, query } from '../rpc/define.ts';

export const reportContract = {
  /** Where the latest report was written, or null before the first. */
  'report.current': query(z.strictObject({}), z.object({ folder: z.string(), files: z.array(z.string()) }).nullable()),
  /** Writes report.html, results.json and manifest.json into a folder. */
  'report.start': command(z.strictObject({ folder: z.string().min(1) }), z.object({ jobId: z.string() })),
};
