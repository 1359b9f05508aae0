import type { Job } from '../../../shared/contract/jobs.ts';
import type { Phase, PhaseName } from '../../../shared/contract/phases.ts';
import type { Simulation } from '../../../shared/contract/simulate.ts';
import type { ModelState } from '../../bridge/phase-guide.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { StepLink } from '../../ui/step-link.tsx';
import { nextSimulation, simulationPhases, stepBeforeNext } from './simulation-state.ts';

interface SimulateActionsProps {
  readonly phases: readonly Phase[];
  readonly model: ModelState;
  /** The simulation that runs or waits. */
  readonly job: Job | undefined;
}

/** Starts or resumes the simulation with each of the two models, and with pilot rows in the prompt and fold by fold where the study asks for it. */
export function SimulateActions({ phases, model, job }: SimulateActionsProps) {
  const simulations = simulationPhases(phases);
  const find = (name: PhaseName): Phase | undefined => phases.find((phase) => phase.name === name);
  const [folds, prompted] = [find('cross-fit'), find('simulate-prompted')];
  const next = nextSimulation(phases);
  const open = stepBeforeNext(phases, model);
  const common = { next: open === null ? next : null, hasModel: model === 'ready' };
  return (
    <>
      {open !== null && (
        <StepLink to={open.to} kind="primary" wide>
          Go to {open.label}
        </StepLink>
      )}
      <ModelAction by="base" phase={find('simulate-base')} {...common} />
      <ModelAction by="adapted" phase={find('simulate-adapted')} {...common} />
      {prompted !== undefined && <ModelAction by="prompted" phase={prompted} {...common} />}
      {folds !== undefined && <FoldsAction phase={folds} {...common} />}
      {job !== undefined && <RunningActions job={job} />}
      {simulations.length > 0 && simulations.every(({ state }) => state === 'done') && (
        <StepLink to="/evaluate" kind="primary" wide>
          Go to Evaluate
        </StepLink>
      )}
    </>
  );
}

function RunningActions({ job }: { readonly job: Job }) {
  const pause = useCoreCommand('jobs.pause');
  const cancel = useCoreCommand('jobs.cancel');
  const error = pause.error ?? cancel.error;
  return (
    <>
      {error !== null && <ErrorNotice error={error} effect="The simulation goes on." />}
      <Button isPending={pause.isPending} onPress={() => pause.mutate({ jobId: job.id })}>
        Pause simulation
      </Button>
      <Button isPending={cancel.isPending} onPress={() => cancel.mutate({ jobId: job.id })}>
        Cancel simulation
      </Button>
    </>
  );
}

interface ActionProps {
  /** The simulation that the primary button is about. */
  readonly next: PhaseName | null;
  readonly hasModel: boolean;
}

const names: Readonly<Record<Simulation, string>> = {
  base: 'base model',
  adapted: 'adapted model',
  prompted: 'base model and pilot rows in the prompt',
};

interface ModelActionProps extends ActionProps {
  readonly by: Simulation;
  readonly phase: Phase | undefined;
}

function ModelAction({ by, phase, next, hasModel }: ModelActionProps) {
  const start = useCoreCommand('simulate.start');
  const resume = useCoreCommand('jobs.resume');
  const error = start.error ?? resume.error;
  const jobId = phase?.resumableJobId ?? null;
  const state = phase?.state ?? 'empty';
  const verb = verbOf(phase, 'Simulate');
  return (
    <>
      {error !== null && <ErrorNotice error={error} effect="What was simulated before is kept." />}
      <Button
        wide
        kind={next !== null && phase?.name === next ? 'primary' : 'plain'}
        isDisabled={state === 'empty' || state === 'running' || !hasModel}
        isPending={start.isPending || resume.isPending}
        onPress={() => (jobId === null ? start.mutate({ by, again: state === 'done' }) : resume.mutate({ jobId }))}
      >
        {state === 'running' ? `Simulating, ${names[by]}` : `${verb} with the ${names[by]}`}
      </Button>
    </>
  );
}

/** What starting the phase now would be. */
function verbOf(phase: Phase | undefined, first: string): string {
  if (phase === undefined) return first;
  if (phase.failure !== null) return 'Try again';
  if (phase.resumableJobId !== null) return 'Resume';
  return phase.state === 'done' || phase.state === 'stale' ? 'Repeat' : first;
}

/** An adapter without each fold of pilot-train, and its twins. */
function FoldsAction({ phase, next, hasModel }: ActionProps & { readonly phase: Phase }) {
  const { state, resumableJobId } = phase;
  const start = useCoreCommand('simulate.crossFit');
  const resume = useCoreCommand('jobs.resume');
  const error = start.error ?? resume.error;
  const verb = verbOf(phase, 'Train');
  return (
    <>
      {error !== null && <ErrorNotice error={error} effect="Folds that were done before are kept." />}
      <Button
        wide
        kind={phase.name === next ? 'primary' : 'plain'}
        isDisabled={state === 'empty' || state === 'running' || !hasModel}
        isPending={start.isPending || resume.isPending}
        onPress={() => (resumableJobId === null ? start.mutate({}) : resume.mutate({ jobId: resumableJobId }))}
      >
        {state === 'running' ? 'Training and simulating the folds' : foldsLabel(verb)}
      </Button>
    </>
  );
}

function foldsLabel(verb: string): string {
  return verb === 'Try again' ? 'Try again with the folds' : `${verb} and simulate the folds`;
}
