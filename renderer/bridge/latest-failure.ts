import type { Job, JobKind } from '../../shared/contract/jobs.ts';
import { PilotlightError } from '../../shared/errors.ts';

/** Why the latest job of a kind failed; null where it did not, or where none was run. */
export function latestFailure(jobs: readonly Job[], kind: JobKind): PilotlightError | null {
  const [latest] = jobs.filter((job) => job.kind === kind).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  if (latest === undefined || latest.state !== 'failed') return null;
  return new PilotlightError(latest.errorCode ?? 'internal', latest.errorMessage ?? 'The work ended with a fault.', {});
}
