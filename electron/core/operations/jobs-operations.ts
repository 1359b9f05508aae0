import type { Job, JobEvent, jobsContract } from '../../../shared/contract/jobs.ts';
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
  /** A watch that began before the lock goes on behind it. */
  const shownEvent = (event: JobEvent): JobEvent =>
    event.type === 'state' ? { type: 'state', job: shown(event.job) } : event;
  return {
    'jobs.list': () => queue().list().map(shown),
    'jobs.get': ({ jobId }) => shown(queue().get(jobId)),
    async *'jobs.watch'({ jobId }, { signal }) {
      for await (const event of session.current().queue.watch(jobId, signal)) yield shownEvent(event);
    },
    'jobs.cancel': ({ jobId }) => session.current().queue.cancel(jobId),
    'jobs.pause': ({ jobId }) => session.current().queue.pause(jobId),
    'jobs.resume': ({ jobId }) => ({ jobId: session.current().queue.resume(jobId) }),
  };
}
