import type { Job } from '../../shared/contract/jobs.ts';
import { useCoreCommand } from '../bridge/use-core-command.ts';
import { useJobProgress } from '../bridge/use-job-progress.ts';
import { Button } from '../ui/button.tsx';
import { JobProgress } from '../ui/progress.tsx';
import { Fault } from './fault.tsx';
import styles from './frame.module.css';

/** The progress of a job in one line, with pause where the job keeps what it did, and cancel. */
export function RunningJob({ job }: { readonly job: Job }) {
  const progress = useJobProgress(job.id) ?? job.progress;
  const cancel = useCoreCommand('jobs.cancel');
  const pause = useCoreCommand('jobs.pause');
  const keeps = ['adapt', 'simulate', 'cross-fit', 'experiments'].includes(job.kind);
  return (
    <div className={styles.running}>
      <div className={styles.lineWork}>
        <JobProgress progress={progress} inline />
      </div>
      <Fault error={pause.error ?? cancel.error} />
      {keeps && job.state === 'running' && (
        <Button size="small" isPending={pause.isPending} onPress={() => pause.mutate({ jobId: job.id })}>
          Pause
        </Button>
      )}
      <Button size="small" isPending={cancel.isPending} onPress={() => cancel.mutate({ jobId: job.id })}>
        Cancel
      </Button>
    </div>
  );
}
