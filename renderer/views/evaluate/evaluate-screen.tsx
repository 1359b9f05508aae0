import type { Job, JobKind } from '../../../shared/contract/jobs.ts';
import { joinWords } from '../../../shared/charts/chart.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { baselinesInWords } from '../../../shared/evaluation/baselines-in-words.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import type { VerdictTable } from '../../../shared/evaluation/verdict-table.ts';
import { verdictTable } from '../../../shared/evaluation/verdict-table.ts';
import {
  evaluateFailedEffect,
  evaluateMissing,
  evaluateWaits,
  experimentsExplanation,
  resultsComing,
} from '../../../shared/messages/evaluate-messages.ts';
import { latestFailure } from '../../bridge/latest-failure.ts';
import { openStepBefore } from '../../bridge/phase-guide.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { useModelState } from '../../bridge/use-model-state.ts';
import { useStudy } from '../../bridge/use-study.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ResultPane, Workspace } from '../../ui/pane.tsx';
import { StepWaits } from '../../ui/step-waits.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { EvaluateOptions } from './evaluate-options.tsx';
import type { EvaluateView } from './evaluate-view.ts';
import { ExperimentOptions } from './experiment-options.tsx';
import { experimentsHeading } from './experiment-states.ts';
import { ExperimentsPart } from './experiments-part.tsx';
import { missingStep } from './missing-step.ts';
import type { RunState } from './results-part.tsx';
import { ResultsActions, ResultsPart, WithoutResults } from './results-part.tsx';
import { verdictHeading } from './verdict-heading.ts';

export interface EvaluateScreenProps {
  readonly view: EvaluateView;
  readonly onView: (part: Partial<EvaluateView>) => void;
}

/** How far the simulated answers can be trusted, and for what; and what other pilots, prompts and draws would have given. */
export function EvaluateScreen({ view, onView }: EvaluateScreenProps) {
  const results = useCoreQuery('evaluate.results', {});
  const phases = useCoreQuery('phases.list', { data: null }).data;
  const jobs = useCoreQuery('jobs.list', {}).data;
  const start = useCoreCommand('evaluate.start');
  const { study, change, error } = useStudy();
  const phase = phases?.find(({ name }) => name === 'evaluate');
  if (results.error !== null) {
    return (
      <ResultPane title="Evaluate">
        <ErrorNotice
          error={results.error}
          effect={evaluateFailedEffect(false)}
          onRetry={() => void results.refetch()}
        />
      </ResultPane>
    );
  }
  if (results.data === undefined || phases === undefined || jobs === undefined || phase === undefined) {
    return (
      <ResultPane title="Evaluate">
        <Waiting>{resultsComing()}</Waiting>
      </ResultPane>
    );
  }
  const open = openStepBefore('evaluate', phases);
  if (study === undefined) return null;
  if (study === null) {
    return (
      <StepWaits
        title="Evaluate"
        missing="No evaluation yet"
        to={open?.to ?? '/data'}
        link={`Go to ${open?.label ?? 'Data'}`}
      >
        {evaluateWaits()} {evaluateMissing(phase.reasons, open?.label ?? 'Data')}
      </StepWaits>
    );
  }
  const run = {
    start: () => start.mutate({}),
    isStarting: start.isPending,
    running: unfinished(jobs, 'evaluate'),
    failure: start.error ?? latestFailure(jobs, 'evaluate'),
  };
  const parts = { view, onView, study, change, error, jobs, results: results.data, state: { phase, open, run } };
  return <Parts {...parts} phases={phases} />;
}

function unfinished(jobs: readonly Job[], kind: JobKind): Job | undefined {
  return jobs.find((job) => job.kind === kind && (job.state === 'running' || job.state === 'queued'));
}

interface PartsProps extends EvaluateScreenProps {
  readonly study: Study;
  readonly change: (part: Partial<Study>) => void;
  /** Why the last change of the study was not kept. */
  readonly error: Error | null;
  readonly jobs: readonly Job[];
  readonly phases: Parameters<typeof missingStep>[1];
  readonly results: EvaluationResults | null;
  readonly state: RunState;
}

/** The evaluation, and the experiments beyond it. */
function Parts({ view, onView, study, change, error, jobs, phases, results, state }: PartsProps) {
  const cells = useCoreQuery('experiments.list', {}).data ?? [];
  const model = useModelState();
  const verdicts = results === null ? null : verdictTable(results);
  const job = unfinished(jobs, 'experiments');
  const missing = missingStep(study, phases, model === 'ready');
  const isTrial = view.part === 'experiments';
  const options = isTrial ? (
    <ExperimentOptions study={study} change={change} cells={cells} job={job} isReady={missing === null} />
  ) : results === null ? undefined : (
    <EvaluateOptions results={results} view={view} onView={onView} actions={<ResultsActions {...state} />} />
  );
  const heading = isTrial
    ? { title: experimentsHeading(cells, job !== undefined), subtitle: experimentsExplanation() }
    : resultsHeading(results, verdicts);
  return (
    <Workspace {...(options === undefined ? {} : { options })}>
      <ResultPane {...heading}>
        <Tabs
          label="Parts of the evaluation"
          selected={view.part}
          onSelect={(part) => onView({ part })}
          tabs={[
            {
              id: 'results',
              label: 'Results',
              content:
                results === null ? (
                  <WithoutResults {...state} />
                ) : (
                  <ResultsPart {...state} results={results} verdicts={verdicts} view={view} onView={onView} />
                ),
            },
            {
              id: 'experiments',
              label: 'Experiments',
              content: (
                <ExperimentsPart
                  cells={cells}
                  level={study.evaluation.level}
                  job={job}
                  failure={error ?? (job === undefined ? latestFailure(jobs, 'experiments') : null)}
                  missing={missing}
                />
              ),
            },
          ]}
        />
      </ResultPane>
    </Workspace>
  );
}

function resultsHeading(
  results: EvaluationResults | null,
  verdicts: VerdictTable | null,
): { readonly title: string; readonly subtitle?: string } {
  if (results === null) return { title: 'Evaluate' };
  return {
    title: verdicts === null ? 'Simulated answers beside the human sample' : verdictHeading(verdicts),
    subtitle: comparedSources(results),
  };
}

function comparedSources({ sources, sample }: EvaluationResults): string {
  const models = sources.filter(({ kind }) => kind !== 'baseline').map(({ label }) => label);
  const baselines = baselinesInWords(sources, sample.pilot);
  const beside = baselines === null ? '' : `, beside ${baselines}`;
  return `Simulated answers of ${joinWords(models)} for the ${formatCount(sample.respondents)} people of the evaluation part${beside}.`;
}
