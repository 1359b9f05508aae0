import type { JobKind } from '../../../shared/contract/jobs.ts';
import { listJobs } from '../database/repositories/jobs.ts';
import { canonicalJson } from '../files/hash.ts';
import type { Session } from '../session.ts';

/**
 * Starts the job of a phase, or goes on with one of the same input that ended early, so that nothing it had confirmed is
 * computed again. Returns the job's id.
 */
export function startPhase(session: Session, kind: JobKind, input: unknown, seed: number | null): string {
  const { project, queue } = session.current();
  const wanted = canonicalJson(input);
  const begun = listJobs(project.db, ['interrupted', 'cancelled', 'failed']).findLast(
    (job) => job.kind === kind && canonicalJson(job.input) === wanted,
  );
  return begun === undefined ? queue.start(kind, input, seed) : queue.resume(begun.id);
}
