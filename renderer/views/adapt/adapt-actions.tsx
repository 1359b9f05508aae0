import type { AdaptRun } from '../../../shared/contract/adapt.ts';
import type { Phase } from '../../../shared/contract/phases.ts';
import type { NextStep } from '../../bridge/phase-guide.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { StepLink } from '../../ui/step-link.tsx';
import { offeredResume } from './offered-resume.ts';

interface AdaptActionsProps {
  readonly latest: AdaptRun | undefined;
  readonly phase: Phase | undefined;
  /** What has to be done before an adaptation. */
  readonly open: NextStep | null;
  readonly hasModel: boolean;
}

/** Start, pause, resume or cancel, by the state of the latest run. */
export function AdaptActions({ latest, phase, open, hasModel }: AdaptActionsProps) {
  const start = useCoreCommand('adapt.start');
  const pause = useCoreCommand('jobs.pause');
  const cancel = useCoreCommand('jobs.cancel');
  const resume = useCoreCommand('jobs.resume');
  const error = start.error ?? pause.error ?? cancel.error ?? resume.error;
  const jobId = latest?.jobId ?? '';
  if (latest?.state === 'running' || latest?.state === 'queued') {
    return (
      <>
        {error !== null && <ErrorNotice error={error} effect="The adaptation goes on." />}
        <Button isPending={pause.isPending} onPress={() => pause.mutate({ jobId })}>
          Pause adaptation
        </Button>
        <Button isPending={cancel.isPending} onPress={() => cancel.mutate({ jobId })}>
          Cancel adaptation
        </Button>
      </>
    );
  }
  const resumable = offeredResume(latest, phase);
  const isNext = open === null && phase?.state !== 'done';
  return (
    <>
      {error !== null && <ErrorNotice error={error} effect="The adapters so far are kept." />}
      {resumable !== null && (
        <Button
          kind={open === null ? 'primary' : 'plain'}
          isDisabled={!hasModel}
          isPending={resume.isPending}
          onPress={() => resume.mutate({ jobId: resumable })}
        >
          Resume adaptation
        </Button>
      )}
      <Button
        kind={resumable === null && isNext ? 'primary' : 'plain'}
        isDisabled={!hasModel}
        isPending={start.isPending}
        onPress={() => start.mutate({})}
      >
        {resumable === null ? 'Start adaptation' : 'Start anew'}
      </Button>
      {open !== null && (
        <StepLink to={open.to} kind="primary">
          Go to {open.label}
        </StepLink>
      )}
      {open === null && phase?.state === 'done' && (
        <StepLink to="/simulate" kind="primary">
          Go to Simulate
        </StepLink>
      )}
    </>
  );
}
