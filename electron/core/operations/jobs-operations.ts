import type { Job, jobsContract } from '../../../shared/contract/jobs.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { Session } from '../session.ts';

export function jobsOperations(session: Session): Handlers<typeof jobsContract> {
  const queue = (): JobQueue => {
    const { opened } = session;
    return opened === null ? session.current().queue : opened.queue;
  };
  /** While the project is locked, how far a job is can be seen, but not what came of it. */
  const shown = (job: Job): Job => (session.locked ? { ...job, output: null, errorMessage: null } : job);
  return {
    'jobs.list': () => queue().list().map(shown),
    'jobs.get': ({ jobId }) => shown(queue().get(jobId)),
    'jobs.watch': ({ jobId }, { signal }) => session.current().queue.watch(jobId, signal),
    'jobs.cancel': ({ jobId }) => session.current().queue.cancel(jobId),
    'jobs.pause': ({ jobId }) => session.current().queue.pause(jobId),
    'jobs.resume': ({ jobId }) => ({ jobId: session.current().queue.resume(jobId) }),
  };
}
