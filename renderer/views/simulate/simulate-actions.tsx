import type { Phase } from '../../../shared/contract/phases.ts';
import type { Simulation } from '../../../shared/contract/simulate.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { StepLink } from '../../ui/step-link.tsx';
import { simulationPhases } from './simulation-state.ts';

/** Starts or resumes the simulation with each of the two models, and with pilot rows in the prompt and fold by fold where the study asks for it. */
export function SimulateActions({ phases }: { readonly phases: readonly Phase[] }) {
  const simulations = simulationPhases(phases);
  const folds = phases.find(({ name }) => name === 'cross-fit');
  const prompted = phases.find(({ name }) => name === 'simulate-prompted');
  return (
    <>
      <ModelAction by="base" phase={phases.find(({ name }) => name === 'simulate-base')} />
      <ModelAction by="adapted" phase={phases.find(({ name }) => name === 'simulate-adapted')} />
      {prompted !== undefined && <ModelAction by="prompted" phase={prompted} />}
      {folds !== undefined && <FoldsAction phase={folds} />}
      {simulations.length > 0 && simulations.every(({ state }) => state === 'done') && (
        <StepLink to="/evaluate" kind="primary" wide>
          Go to Evaluate
        </StepLink>
      )}
    </>
  );
}

const names: Readonly<Record<Simulation, string>> = {
  base: 'base model',
  adapted: 'adapted model',
  prompted: 'base model and pilot rows in the prompt',
};

function ModelAction({ by, phase }: { readonly by: Simulation; readonly phase: Phase | undefined }) {
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
        kind={isNext(phase) ? 'primary' : 'plain'}
        isDisabled={state === 'empty' || state === 'running'}
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

function isNext(phase: Phase | undefined): boolean {
  if (phase === undefined) return false;
  return (
    phase.state === 'ready' || phase.state === 'stale' || phase.state === 'failed' || phase.resumableJobId !== null
  );
}

/** An adapter without each fold of pilot-train, and its twins. */
function FoldsAction({ phase }: { readonly phase: Phase }) {
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
        kind={isNext(phase) ? 'primary' : 'plain'}
        isDisabled={state === 'empty' || state === 'running'}
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
