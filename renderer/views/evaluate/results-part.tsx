import type { ReactNode } from 'react';
import type { Job } from '../../../shared/contract/jobs.ts';
import type { Phase } from '../../../shared/contract/phases.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import type { VerdictTable } from '../../../shared/evaluation/verdict-table.ts';
import {
  evaluateFailedEffect,
  evaluateMissing,
  evaluateReady,
  evaluateWaits,
  runningExplanation,
  staleBefore,
  staleExplanation,
} from '../../../shared/messages/evaluate-messages.ts';
import type { NextStep } from '../../bridge/phase-guide.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { JobPanel } from '../../ui/job-panel.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StepLink } from '../../ui/step-link.tsx';
import type { EvaluateView } from './evaluate-view.ts';
import styles from './evaluate.module.css';
import { ResultsView } from './results-view.tsx';

/** The evaluation as work: how it is started, what runs of it, and why it failed. */
export interface Run {
  readonly start: () => void;
  readonly isStarting: boolean;
  readonly running: Job | undefined;
  readonly failure: Error | null;
}

/** Where the evaluation stands. */
export interface RunState {
  readonly phase: Phase;
  /** The first step before this one that is not done. */
  readonly open: NextStep | null;
  readonly run: Run;
}

export interface ResultsPartProps extends RunState {
  readonly results: EvaluationResults;
  readonly verdicts: VerdictTable | null;
  readonly view: EvaluateView;
  readonly onView: (part: Partial<EvaluateView>) => void;
}

/** Results that rest on something which has changed since. */
export function isStale({ state }: Phase): boolean {
  return state !== 'done' && state !== 'running';
}

export function WithoutResults({ phase, open, run }: RunState) {
  if (phase.state === 'empty' && open !== null) {
    return (
      <EmptyState
        title="No evaluation yet"
        action={
          <StepLink to={open.to} kind="primary">
            Go to {open.label}
          </StepLink>
        }
      >
        {evaluateWaits()} {evaluateMissing(phase.reasons, open.label)}
      </EmptyState>
    );
  }
  if (run.running !== undefined) return <JobPanel job={run.running} />;
  if (run.failure !== null) {
    return (
      <ErrorNotice
        error={run.failure}
        effect={evaluateFailedEffect(false)}
        onRetry={run.start}
        retryLabel="Evaluate again"
      />
    );
  }
  return (
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
  );
}

export function ResultsPart({ results, verdicts, phase, open, run, view, onView }: ResultsPartProps) {
  return (
    <div className={styles.column}>
      <State phase={phase} open={open} run={run} />
      <ResultsView results={results} verdicts={verdicts} view={view} onView={onView} />
    </div>
  );
}

/** Evaluating again helps only where what it rests on is there. */
export function ResultsActions({ phase, open, run }: RunState): ReactNode {
  if (run.running !== undefined) return null;
  const stale = isStale(phase);
  return (
    <>
      {stale && open === null && (
        <Button kind="primary" isPending={run.isStarting} onPress={run.start}>
          Evaluate again
        </Button>
      )}
      {stale && open !== null && (
        <StepLink to={open.to} kind="primary">
          Go to {open.label}
        </StepLink>
      )}
      <StepLink to="/report" kind={stale ? 'plain' : 'primary'}>
        Go to Report
      </StepLink>
    </>
  );
}

/** What is to be known of the state before any number. */
function State({ phase, open, run }: RunState) {
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
  if (!isStale(phase)) return null;
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
