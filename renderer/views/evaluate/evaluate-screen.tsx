import type { ReactNode } from 'react';
import type { Job } from '../../../shared/contract/jobs.ts';
import type { Phase } from '../../../shared/contract/phases.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { verdictTable } from '../../../shared/evaluation/verdict-table.ts';
import {
  evaluateFailedEffect,
  evaluateMissing,
  evaluateReady,
  evaluateWaits,
  runningExplanation,
  staleBefore,
  staleExplanation,
} from '../../../shared/messages/evaluate-messages.ts';
import { joinWords } from '../../../shared/charts/chart.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { JobPanel } from '../../ui/job-panel.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ResultPane, Workspace } from '../../ui/pane.tsx';
import { StepLink } from '../../ui/step-link.tsx';
import { StepWaits } from '../../ui/step-waits.tsx';
import { EvaluateOptions } from './evaluate-options.tsx';
import type { EvaluateView } from './evaluate-view.ts';
import { latestFailure } from '../../bridge/latest-failure.ts';
import type { NextStep } from '../../bridge/phase-guide.ts';
import { openStepBefore } from '../../bridge/phase-guide.ts';
import { ResultsView } from './results-view.tsx';
import { verdictHeading } from './verdict-heading.ts';

export interface EvaluateScreenProps {
  readonly view: EvaluateView;
  readonly onView: (part: Partial<EvaluateView>) => void;
}

/** How far the simulated answers can be trusted, and for what. */
export function EvaluateScreen({ view, onView }: EvaluateScreenProps) {
  const results = useCoreQuery('evaluate.results', {});
  const phases = useCoreQuery('phases.list', { data: null }).data;
  const jobs = useCoreQuery('jobs.list', {}).data;
  const start = useCoreCommand('evaluate.start');
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
  if (results.data === undefined || phases === undefined || jobs === undefined || phase === undefined) return null;
  const running = jobs.find(({ kind, state }) => kind === 'evaluate' && (state === 'running' || state === 'queued'));
  const failure = start.error ?? latestFailure(jobs, 'evaluate');
  const run = { start: () => start.mutate({}), isStarting: start.isPending, running, failure };
  const open = openStepBefore('evaluate', phases);
  if (results.data === null) return <WithoutResults phase={phase} open={open} run={run} />;
  return <WithResults results={results.data} phase={phase} open={open} run={run} view={view} onView={onView} />;
}

interface Run {
  readonly start: () => void;
  readonly isStarting: boolean;
  readonly running: Job | undefined;
  readonly failure: Error | null;
}

interface WithoutResultsProps {
  readonly phase: Phase;
  /** The first step before this one that is not done. */
  readonly open: NextStep | null;
  readonly run: Run;
}

function WithoutResults({ phase, open, run }: WithoutResultsProps) {
  if (phase.state === 'empty' && open !== null) {
    return (
      <StepWaits title="Evaluate" missing="No evaluation yet" to={open.to} link={`Go to ${open.label}`}>
        {evaluateWaits()} {evaluateMissing(phase.reasons, open.label)}
      </StepWaits>
    );
  }
  return (
    <Workspace>
      <ResultPane title="Evaluate">
        {run.running !== undefined ? (
          <JobPanel job={run.running} />
        ) : run.failure !== null ? (
          <ErrorNotice
            error={run.failure}
            effect={evaluateFailedEffect(false)}
            onRetry={run.start}
            retryLabel="Evaluate again"
          />
        ) : (
          <EmptyState
            title="Ready to evaluate"
            action={
              <Button kind="primary" isPending={run.isStarting} onPress={run.start}>
                Start evaluation
              </Button>
            }
          >
            {evaluateReady()}
          </EmptyState>
        )}
      </ResultPane>
    </Workspace>
  );
}

interface WithResultsProps extends EvaluateScreenProps {
  readonly results: EvaluationResults;
  readonly phase: Phase;
  readonly open: NextStep | null;
  readonly run: Run;
}

function WithResults({ results, phase, open, run, view, onView }: WithResultsProps) {
  const verdicts = verdictTable(results);
  const isStale = phase.state !== 'done' && phase.state !== 'running';
  return (
    <Workspace
      options={
        <EvaluateOptions
          results={results}
          view={view}
          onView={onView}
          actions={<Actions isStale={isStale} open={open} run={run} />}
        />
      }
    >
      <ResultPane
        title={verdicts === null ? 'Simulated answers beside the human sample' : verdictHeading(verdicts)}
        subtitle={comparedSources(results)}
      >
        <State phase={phase} open={open} isStale={isStale} run={run} />
        <ResultsView results={results} verdicts={verdicts} view={view} onView={onView} />
      </ResultPane>
    </Workspace>
  );
}

interface ActionsProps {
  readonly isStale: boolean;
  readonly open: NextStep | null;
  readonly run: Run;
}

/** Evaluating again helps only where what it rests on is there. */
function Actions({ isStale, open, run }: ActionsProps): ReactNode {
  if (run.running !== undefined) return null;
  return (
    <>
      {isStale && open === null && (
        <Button kind="primary" isPending={run.isStarting} onPress={run.start}>
          Evaluate again
        </Button>
      )}
      {isStale && open !== null && (
        <StepLink to={open.to} kind="primary">
          Go to {open.label}
        </StepLink>
      )}
      <StepLink to="/report" kind={isStale ? 'plain' : 'primary'}>
        Go to Report
      </StepLink>
    </>
  );
}

interface StateProps extends ActionsProps {
  readonly phase: Phase;
}

/** What is to be known of the state before any number. */
function State({ phase, open, isStale, run }: StateProps) {
  if (run.running !== undefined) return <JobPanel job={run.running} note={runningExplanation()} />;
  if (run.failure !== null) {
    return (
      <ErrorNotice
        error={run.failure}
        effect={evaluateFailedEffect(true)}
        onRetry={run.start}
        retryLabel="Evaluate again"
      />
    );
  }
  if (!isStale) return null;
  return (
    <Notice title="These results are stale">
      <ul>
        {(open?.reasons ?? phase.reasons).map((reason) => (
          <li key={reason}>{open === null ? reason : `${open.label}: ${reason}`}</li>
        ))}
      </ul>
      <p>{open === null ? staleExplanation() : staleBefore(open.label)}</p>
    </Notice>
  );
}

function comparedSources({ sources, sample }: EvaluationResults): string {
  const models = sources.filter(({ kind }) => kind !== 'baseline').map(({ label }) => label);
  const baselines = sources.length - models.length;
  const beside =
    baselines === 0
      ? ''
      : `, beside ${formatCount(baselines)} baselines fitted on ${formatCount(sample.pilot)} pilot respondents`;
  return `Simulated answers of ${joinWords(models)} for the ${formatCount(sample.respondents)} people of the evaluation part${beside}.`;
}
