import type { Job } from '../../../shared/contract/jobs.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { experimentsFixed } from '../../../shared/messages/evaluate-messages.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { OptionsPane } from '../../ui/pane.tsx';
import { StepLink } from '../../ui/step-link.tsx';
import styles from './evaluate.module.css';
import { ExperimentFields } from './experiment-fields.tsx';
import type { ListedCell } from './experiment-states.ts';

export interface ExperimentOptionsProps {
  readonly study: Study;
  readonly change: (part: Partial<Study>) => void;
  readonly cells: readonly ListedCell[];
  /** The job that does the cells, while it runs or waits. */
  readonly job: Job | undefined;
  /** Whether a cell could be done now. */
  readonly isReady: boolean;
}

/** Which experiments there are to be, and the start of those that are not done. */
export function ExperimentOptions({ study, change, cells, job, isReady }: ExperimentOptionsProps) {
  const split = useCoreQuery('split.get', {}).data ?? null;
  const wanted = study.split.parts['pilot-train'];
  const pilot = split?.counts['pilot-train'] ?? (typeof wanted === 'number' ? wanted : 100);
  return (
    <OptionsPane
      title="Experiments"
      actions={job === undefined ? <Start cells={cells} isReady={isReady} /> : <Running jobId={job.id} />}
    >
      {job !== undefined && <p className={styles.note}>{experimentsFixed()}</p>}
      <ExperimentFields
        study={study}
        pilot={pilot}
        isDisabled={job !== undefined}
        onChange={(experiments) => change({ experiments })}
      />
    </OptionsPane>
  );
}

function Start({ cells, isReady }: Pick<ExperimentOptionsProps, 'cells' | 'isReady'>) {
  const start = useCoreCommand('experiments.start');
  const done = cells.filter((cell) => cell.done).length;
  if (cells.length > 0 && done === cells.length) {
    return (
      <StepLink to="/report" kind="primary">
        Go to Report
      </StepLink>
    );
  }
  return (
    <>
      {start.error !== null && <ErrorNotice error={start.error} effect="Cells that are done are kept." />}
      <Button
        kind="primary"
        isDisabled={cells.length === 0 || !isReady}
        isPending={start.isPending}
        onPress={() => start.mutate({})}
      >
        {done === 0 ? 'Start experiments' : 'Resume experiments'}
      </Button>
    </>
  );
}

function Running({ jobId }: { readonly jobId: string }) {
  const pause = useCoreCommand('jobs.pause');
  const cancel = useCoreCommand('jobs.cancel');
  const error = pause.error ?? cancel.error;
  return (
    <>
      {error !== null && <ErrorNotice error={error} effect="Cells that are done are kept." />}
      <Button label="Pause experiments" isPending={pause.isPending} onPress={() => pause.mutate({ jobId })}>
        Pause
      </Button>
      <Button label="Cancel experiments" isPending={cancel.isPending} onPress={() => cancel.mutate({ jobId })}>
        Cancel
      </Button>
    </>
  );
}
