import type { jobsContract } from '../../../shared/contract/jobs.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { Session } from '../session.ts';

export function jobsOperations(session: Session): Handlers<typeof jobsContract> {
  return {
    'jobs.list': () => session.current().queue.list(),
    'jobs.get': ({ jobId }) => session.current().queue.get(jobId),
    'jobs.watch': ({ jobId }, { signal }) => session.current().queue.watch(jobId, signal),
    'jobs.cancel': ({ jobId }) => session.current().queue.cancel(jobId),
    'jobs.resume': ({ jobId }) => ({ jobId: session.current().queue.resume(jobId) }),
  };
}
