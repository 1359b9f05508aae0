import type { Job, JobKind } from '../../../shared/contract/jobs.ts';
import {
  simulateExplanation,
  simulateWaits,
  simulationFailedEffect,
  simulationsKept,
  withReasons,
} from '../../../shared/messages/screen-messages.ts';
import { openStepBeforeModelWork } from '../../bridge/phase-guide.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { useJobProgress } from '../../bridge/use-job-progress.ts';
import { useModelState } from '../../bridge/use-model-state.ts';
import { useStudy } from '../../bridge/use-study.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ModelMissing } from '../../ui/model-missing.tsx';
import { OptionsPane, ResultPane, Workspace } from '../../ui/pane.tsx';
import { JobProgress } from '../../ui/progress.tsx';
import { StepWaits } from '../../ui/step-waits.tsx';
import { staleInWords } from '../../ui/stale-in-words.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { AskTwin } from './ask-twin.tsx';
import { DistributionsView } from './distributions-view.tsx';
import { PromptPreview } from './prompt-preview.tsx';
import { SimulateActions } from './simulate-actions.tsx';
import { SimulateFields } from './simulate-fields.tsx';
import { failureOf, hasNotBegun, simulationPhases, simulationTitle } from './simulation-state.ts';

/** Work of this step. */
const simulating: readonly JobKind[] = ['simulate', 'cross-fit'];

export type SimulatePart = 'distributions' | 'prompt' | 'ask';

export interface SimulateScreenProps {
  readonly view: SimulatePart;
  /** Respondent that is looked at; null: the first. */
  readonly row: number | null;
  readonly onView: (view: SimulatePart) => void;
  readonly onRow: (row: number) => void;
}

/** Twins of the respondents: their prompts, their answers as they come in, and a question to one of them. */
export function SimulateScreen({ view, row, onView, onRow }: SimulateScreenProps) {
  const { study, change, error } = useStudy();
  const phases = useCoreQuery('phases.list', { data: null }, { enabled: study !== undefined && study !== null });
  const jobs = useCoreQuery('jobs.list', {}).data ?? [];
  const model = useModelState();
  if (study === undefined) return null;
  const simulations = simulationPhases(phases.data ?? []);
  if (study === null || (simulations.length > 0 && simulations.every(hasNotBegun))) {
    const open = openStepBeforeModelWork('simulate-base', study === null ? [] : (phases.data ?? []), model);
    const { to, label } = open ?? { to: '/models', label: 'Models' };
    return (
      <StepWaits title="Simulate" missing="Not ready to simulate" to={to} link={`Go to ${label}`}>
        {withReasons(simulateWaits(), simulations.find(({ name }) => name === 'simulate-base')?.reasons ?? [])}
      </StepWaits>
    );
  }
  const job = jobs.find(({ kind, state }) => simulating.includes(kind) && (state === 'running' || state === 'queued'));
  const isRunning = simulations.some(({ state }) => state === 'running');
  return (
    <Workspace
      options={
        <OptionsPane
          title="Simulation"
          actions={<SimulateActions phases={phases.data ?? []} model={model} job={job} />}
        >
          <SimulateFields study={study} onChange={change} />
        </OptionsPane>
      }
    >
      <ResultPane title={simulationTitle(simulations)} subtitle={staleInWords(simulations) ?? simulateExplanation()}>
        {job !== undefined && <SimulationProgress key={job.id} job={job} />}
        {model !== 'ready' && !isRunning && <ModelMissing model={model} kept={simulationsKept()} />}
        {error !== null && <ErrorNotice error={error} effect="The former settings still hold." />}
        {simulations.map((phase) => (
          <Failure key={phase.name} error={failureOf(phase)} />
        ))}
        <Tabs
          label="Parts of the simulation"
          selected={view}
          onSelect={onView}
          tabs={[
            {
              id: 'distributions',
              label: 'Answers',
              content: <DistributionsView study={study} isRunning={isRunning} />,
            },
            { id: 'prompt', label: 'Prompts', content: <PromptPreview study={study} row={row} onRow={onRow} /> },
            { id: 'ask', label: 'Ask one twin', content: <AskTwin study={study} row={row} onRow={onRow} /> },
          ]}
        />
      </ResultPane>
    </Workspace>
  );
}

/** How far a simulation is; its pause and its cancel stand beside the settings. */
function SimulationProgress({ job }: { readonly job: Job }) {
  return <JobProgress progress={useJobProgress(job.id) ?? job.progress} />;
}

function Failure({ error }: { readonly error: Error | null }) {
  return error === null ? null : <ErrorNotice error={error} effect={simulationFailedEffect()} />;
}
