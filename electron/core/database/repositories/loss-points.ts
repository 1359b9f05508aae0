import { z } from 'zod';
import type { ReadDb, WriteDb } from '../read-write-db.ts';

const lossPointSchema = z.object({
  step: z.int(),
  /** Which answers the loss was measured on, such as `pilot-train` or `pilot-validation`. */
  part: z.string(),
  /** Passes over the training part, fractional. */
  epoch: z.number(),
  /** Mean negative log-likelihood of the answer tokens, in nats. */
  loss: z.number(),
  /** Answer tokens the mean was taken over. */
  tokens: z.int(),
  /** ISO 8601. */
  at: z.string(),
});
export type LossPoint = z.infer<typeof lossPointSchema>;

/** Adds points of the loss curve; a resumed training overwrites the steps it repeats. */
export function saveLossPoints(db: WriteDb, jobId: string, points: readonly LossPoint[]): void {
  for (const { step, part, epoch, loss, tokens, at } of points) {
    db.run(
      'INSERT OR REPLACE INTO loss_points (job_id, step, part, epoch, loss, tokens, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [jobId, step, part, epoch, loss, tokens, at],
    );
  }
}

/** Removes the points after a step, when training resumes from an earlier checkpoint. */
export function deleteLossPointsAfter(db: WriteDb, jobId: string, step: number): void {
  db.run('DELETE FROM loss_points WHERE job_id = ? AND step > ?', [jobId, step]);
}

/** The loss curve in the order of steps, from `afterStep` (exclusive) on. */
export function listLossPoints(db: ReadDb, jobId: string, afterStep = -1): LossPoint[] {
  const sql = `SELECT step, part, epoch, loss, tokens, at FROM loss_points
    WHERE job_id = ? AND step > ? ORDER BY step, part`;
  return db.all(sql, [jobId, afterStep], lossPointSchema);
}
