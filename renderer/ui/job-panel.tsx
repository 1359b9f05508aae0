import type { Job } from '../../shared/contract/jobs.ts';
import { useCoreCommand } from '../bridge/use-core-command.ts';
import { useJobProgress } from '../bridge/use-job-progress.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import styles from './feedback.module.css';
import { JobProgress } from './progress.tsx';

export interface JobPanelProps {
  readonly job: Job;
  /** What holds meanwhile. */
  readonly note?: string;
}

/** Running work where its result will be: how far it is, and the way to cancel it. */
export function JobPanel({ job, note }: JobPanelProps) {
  const progress = useJobProgress(job.id) ?? job.progress;
  const cancel = useCoreCommand('jobs.cancel');
  return (
    <div className={styles.work}>
      <JobProgress progress={progress} />
      {note !== undefined && <p>{note}</p>}
      {cancel.error !== null && <ErrorNotice error={cancel.error} />}
      <Button isPending={cancel.isPending} onPress={() => cancel.mutate({ jobId: job.id })}>
        Cancel
      </Button>
    </div>
  );
}
