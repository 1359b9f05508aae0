import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReadDb } from '../database/read-write-db.ts';
import { findJob } from '../database/repositories/jobs.ts';
import { hashFile } from '../files/hash.ts';

/** What a report job wrote. */
export const reportOutputSchema = z.object({
  folder: z.string(),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.int() })),
});

/** Whether the files of a finished report still lie where and as they were written. */
export async function reportFilesIntact(db: ReadDb, phase: { readonly outputId: string }): Promise<boolean> {
  const output = reportOutputSchema.safeParse(findJob(db, phase.outputId)?.output);
  if (!output.success) return false;
  for (const { name, sha256 } of output.data.files) {
    const path = join(output.data.folder, name);
    if (!existsSync(path) || (await hashFile(path)) !== sha256) return false;
  }
  return true;
}
