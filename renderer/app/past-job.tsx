import type { Job } from '../../shared/contract/jobs.ts';
import { useCoreCommand } from '../bridge/use-core-command.ts';
import { Button } from '../ui/button.tsx';
import { formatDuration } from '../ui/format-progress.ts';
import { Fault } from './fault.tsx';
import styles from './frame.module.css';
import { jobName } from './job-name.ts';

const resumable: readonly Job['kind'][] = ['adapt', 'simulate', 'cross-fit', 'experiments'];

/** What became of a job, and the way on where there is one. */
export function PastJob({ job }: { readonly job: Job }) {
  const resume = useCoreCommand('jobs.resume');
  const canResume = resumable.includes(job.kind) && (job.state === 'interrupted' || job.state === 'cancelled');
  return (
    <div className={styles.job}>
      <span>{jobName(job)}</span>
      <span>{job.state}</span>
      <span className={styles.quiet}>
        {job.errorMessage ?? timing(job)} <Fault error={resume.error} />
      </span>
      {canResume ? (
        <Button size="small" isPending={resume.isPending} onPress={() => resume.mutate({ jobId: job.id })}>
          Resume
        </Button>
      ) : (
        <span />
      )}
    </div>
  );
}

function timing({ startedAt, endedAt }: Job): string {
  if (startedAt === null) return 'waits for the work before it';
  const started = new Date(startedAt);
  const at = started.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  if (endedAt === null) return `since ${at}`;
  return `${at}, took ${formatDuration((new Date(endedAt).getTime() - started.getTime()) / 1000)}`;
}
