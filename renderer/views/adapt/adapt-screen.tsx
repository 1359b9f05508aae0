import type { AdaptRun } from '../../../shared/contract/adapt.ts';
import { formatNumber } from '../../../shared/evaluation/format-number.ts';
import {
  adaptExplanation,
  adaptFailedEffect,
  adaptKept,
  adaptWaits,
  withReasons,
} from '../../../shared/messages/screen-messages.ts';
import { openStepBeforeModelWork } from '../../bridge/phase-guide.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { useModelState } from '../../bridge/use-model-state.ts';
import { useStudy } from '../../bridge/use-study.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ModelMissing } from '../../ui/model-missing.tsx';
import { OptionsPane, ResultPane, Workspace } from '../../ui/pane.tsx';
import { staleInWords } from '../../ui/stale-in-words.ts';
import { StepWaits } from '../../ui/step-waits.tsx';
import { AdaptActions } from './adapt-actions.tsx';
import { AdaptFields } from './adapt-fields.tsx';
import { AdaptRuns } from './adapt-runs.tsx';
import { bestLoss } from './best-loss.ts';
import { LossCurve } from './loss-curve.tsx';
import { RunProgress } from './run-progress.tsx';

/** Training of an adapter: settings, the live loss curve, and the runs so far. */
export function AdaptScreen() {
  const { study, change, error } = useStudy();
  const runs = useCoreQuery('adapt.runs', {}, { enabled: study !== undefined && study !== null });
  const phases = useCoreQuery('phases.list', { data: null }).data ?? [];
  const phase = phases.find(({ name }) => name === 'adapt');
  const model = useModelState();
  const open = openStepBeforeModelWork('adapt', study === null ? [] : phases, model);
  if (study === undefined || runs.isLoading) return null;
  if (study === null || (phase?.state === 'empty' && runs.data?.length === 0)) {
    const { to, label } = open ?? { to: '/models', label: 'Models' };
    return (
      <StepWaits title="Adapt" missing="Not ready to adapt" to={to} link={`Go to ${label}`}>
        {withReasons(adaptWaits(), phase?.reasons ?? [])}
      </StepWaits>
    );
  }
  const latest = runs.data?.[0];
  const isRunning = latest?.state === 'running' || latest?.state === 'queued';
  return (
    <Workspace
      options={
        <OptionsPane
          title="New adaptation"
          actions={<AdaptActions latest={latest} phase={phase} open={open} hasModel={model === 'ready'} />}
        >
          <AdaptFields settings={study.adaptation} onChange={(adaptation) => change({ adaptation })} />
        </OptionsPane>
      }
    >
      <ResultPane
        title={titleOf(latest)}
        subtitle={staleInWords(phase === undefined ? [] : [phase]) ?? adaptExplanation()}
      >
        {model !== 'ready' && !isRunning && <ModelMissing model={model} kept={adaptKept()} />}
        {(error ?? runs.error) !== null && <ErrorNotice error={error ?? runs.error ?? new Error()} />}
        {latest?.state === 'failed' && latest.errorMessage !== null && (
          <ErrorNotice error={new Error(latest.errorMessage)} effect={adaptFailedEffect()} />
        )}
        {latest !== undefined && isRunning && <RunProgress jobId={latest.jobId} progress={latest.progress} />}
        {runs.data !== undefined && latest !== undefined && <LossCurve runs={runs.data} isRunning={isRunning} />}
        {runs.data !== undefined && <AdaptRuns runs={runs.data} />}
      </ResultPane>
    </Workspace>
  );
}

function titleOf(run: AdaptRun | undefined): string {
  if (run === undefined) return 'No adaptation yet';
  if (run.state === 'failed') return 'The last adaptation failed';
  const best = bestLoss(run.losses);
  const [first] = run.losses.filter(({ part }) => part === 'pilot-validation');
  const running = run.state === 'running' || run.state === 'queued';
  if (best === null || first === undefined)
    return running ? 'The adaptation is starting' : 'The last adaptation kept no state';
  if (run.losses.filter(({ part }) => part === 'pilot-validation').length === 1)
    return `The validation loss before training is ${formatNumber(first.loss)} nats per answer`;
  if (best.loss >= first.loss)
    return `The validation loss has not fallen below ${formatNumber(first.loss)} nats per answer`;
  return `The validation loss fell from ${formatNumber(first.loss)} to ${formatNumber(best.loss)} nats per answer`;
}
