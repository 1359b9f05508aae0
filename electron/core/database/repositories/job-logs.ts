import { z } from 'zod';
import type { ReadDb, WriteDb } from '../read-write-db.ts';

const logSchema = z.object({
  position: z.int(),
  /** ISO 8601. */
  at: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  message: z.string(),
});
export type JobLog = z.infer<typeof logSchema>;

/** Appends lines to a job's log in their order. */
export function appendJobLogs(db: WriteDb, jobId: string, lines: readonly Omit<JobLog, 'position'>[]): void {
  for (const { at, level, message } of lines) {
    db.run(
      `INSERT INTO job_logs (job_id, position, at, level, message)
       SELECT ?, coalesce(max(position), 0) + 1, ?, ?, ? FROM job_logs WHERE job_id = ?`,
      [jobId, at, level, message, jobId],
    );
  }
}

/** Lines after a position (exclusive), in order. */
export function listJobLogs(db: ReadDb, jobId: string, afterPosition = 0): JobLog[] {
  const sql = 'SELECT position, at, level, message FROM job_logs WHERE job_id = ? AND position > ? ORDER BY position';
  return db.all(sql, [jobId, afterPosition], logSchema);
}
