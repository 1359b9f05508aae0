import type { AdaptRun } from '../../../shared/contract/adapt.ts';
import type { Phase } from '../../../shared/contract/phases.ts';

/**
 * The job that can be resumed, or null. A training that failed before its first checkpoint is not offered: to resume it would
 * begin anew and fail for the same reason, so that starting, with settings that can be changed before, is the way on.
 */
export function offeredResume(
  latest: Pick<AdaptRun, 'jobId' | 'state' | 'checkpointStep'> | undefined,
  phase: Pick<Phase, 'resumableJobId'> | undefined,
): string | null {
  const resumable = phase?.resumableJobId ?? null;
  const hasNothing = latest?.jobId === resumable && latest?.state === 'failed' && latest.checkpointStep === null;
  return hasNothing ? null : resumable;
}
