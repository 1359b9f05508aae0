import { z } from 'zod';
import { command } from '../rpc/define.ts';

export const reportContract = {
  /** Writes report.html, results.json and manifest.json into a folder. */
  'report.start': command(z.strictObject({ folder: z.string().min(1) }), z.object({ jobId: z.string() })),
};
