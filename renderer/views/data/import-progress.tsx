import type { Job } from '../../../shared/contract/jobs.ts';
import { importGoesOn } from '../../../shared/messages/screen-messages.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { useJobProgress } from '../../bridge/use-job-progress.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ResultPane, Workspace } from '../../ui/pane.tsx';
import { JobProgress } from '../../ui/progress.tsx';

/** How far a running import is. */
export function ImportProgress({ job }: { readonly job: Job }) {
  const progress = useJobProgress(job.id) ?? job.progress;
  const cancel = useCoreCommand('jobs.cancel');
  return (
    <Workspace>
      <ResultPane title="The data are being imported" subtitle={importGoesOn()}>
        <JobProgress progress={progress} />
        {cancel.error !== null && <ErrorNotice error={cancel.error} />}
        <div>
          <Button isPending={cancel.isPending} onPress={() => cancel.mutate({ jobId: job.id })}>
            Cancel import
          </Button>
        </div>
      </ResultPane>
    </Workspace>
  );
}
