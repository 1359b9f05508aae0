import { useState } from 'react';
import type { Job } from '../../../shared/contract/jobs.ts';
import type { Phase } from '../../../shared/contract/phases.ts';
import type { ReportSection } from '../../../shared/contract/report.ts';
import {
  evaluateMissing,
  reportDraws,
  reportFailedEffect,
  reportUnwritten,
  reportWaits,
  resultsComing,
} from '../../../shared/messages/evaluate-messages.ts';
import { latestFailure } from '../../bridge/latest-failure.ts';
import type { NextStep } from '../../bridge/phase-guide.ts';
import { openStepBefore } from '../../bridge/phase-guide.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { JobPanel } from '../../ui/job-panel.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ResultPane, Workspace } from '../../ui/pane.tsx';
import { StepLink } from '../../ui/step-link.tsx';
import { StepWaits } from '../../ui/step-waits.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { ExportRows } from './export-rows.tsx';
import { proposedFolder } from './report-files.ts';
import { ReportOptions } from './report-options.tsx';
import { ReportPreview } from './report-preview.tsx';
import styles from './report.module.css';
import { WrittenFiles } from './written-files.tsx';

/** What leaves the project. */
export function ReportScreen() {
  const evaluated = useCoreQuery('evaluate.results', {});
  const phases = useCoreQuery('phases.list', { data: null }).data;
  // Asked before the preview, which takes longer: what was written decides what is shown first.
  const current = useCoreQuery('report.current', {}).data;
  if (evaluated.data === undefined || phases === undefined || current === undefined) {
    return (
      <ResultPane title="Report">
        <Waiting>{resultsComing()}</Waiting>
      </ResultPane>
    );
  }
  if (evaluated.data === null) {
    const { to, label } = openStepBefore('report', phases) ?? { to: '/evaluate', label: 'Evaluate' };
    return (
      <StepWaits title="Report" missing="No report yet" to={to} link={`Go to ${label}`}>
        {reportWaits()} {evaluateMissing([], label)}
      </StepWaits>
    );
  }
  return <EvaluatedReport phases={phases} />;
}

function EvaluatedReport({ phases }: { readonly phases: readonly Phase[] }) {
  const [sections, setSections] = useState<readonly ReportSection[] | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = sections === null ? null : [...sections];
  const preview = useCoreQuery('report.preview', { sections: chosen }, { keepPrevious: true });
  const current = useCoreQuery('report.current', {}).data ?? null;
  const project = useCoreQuery('project.info', {}).data ?? null;
  const jobs = useCoreQuery('jobs.list', {}).data ?? [];
  const start = useCoreCommand('report.start');
  const folder = typed ?? current?.folder ?? proposedFolder(project?.path ?? '');
  const running = jobs.find(({ kind, state }) => kind === 'report' && (state === 'running' || state === 'queued'));
  const phase = phases.find(({ name }) => name === 'report');
  const isDone = phase?.state === 'done';
  const open = openStepBefore('report', phases);
  const write = (): void => start.mutate({ folder, sections: chosen });
  return (
    <Workspace
      options={
        <ReportOptions
          available={preview.data?.available}
          sections={sections}
          onSections={setSections}
          folder={folder}
          onFolder={setTyped}
          actions={
            <ReportActions
              open={open}
              isWritten={current !== null}
              isDone={isDone}
              isDisabled={folder.trim() === '' || running !== undefined}
              isPending={start.isPending}
              onWrite={write}
            />
          }
        />
      }
    >
      <ResultPane
        title={isDone && current !== null ? 'The report is written' : 'The report as it would be written'}
        subtitle={finished(phase)}
      >
        <State
          open={open}
          phase={phase}
          running={running}
          failure={start.error ?? latestFailure(jobs, 'report')}
          onRetry={write}
        />
        <ReportTabs
          current={current}
          html={preview.data?.html}
          isFormer={preview.isPlaceholderData}
          error={preview.error}
        />
      </ResultPane>
    </Workspace>
  );
}

interface ReportActionsProps {
  /** What has to be done before a report of what is there now. */
  readonly open: NextStep | null;
  readonly isWritten: boolean;
  /** Written, and of what is there now. */
  readonly isDone: boolean;
  readonly isDisabled: boolean;
  readonly isPending: boolean;
  readonly onWrite: () => void;
}

function ReportActions({ open, isWritten, isDone, isDisabled, isPending, onWrite }: ReportActionsProps) {
  return (
    <>
      {open !== null && (
        <StepLink to={open.to} kind="primary">
          Go to {open.label}
        </StepLink>
      )}
      <Button
        kind={open === null && !isDone ? 'primary' : 'plain'}
        isDisabled={isDisabled}
        isPending={isPending}
        onPress={onWrite}
      >
        {isWritten ? 'Write report again' : 'Write report'}
      </Button>
    </>
  );
}

type Tab = 'files' | 'preview' | 'rows';

interface ReportTabsProps {
  readonly current: { readonly folder: string; readonly files: readonly string[] } | null;
  readonly html: string | undefined;
  /** The page is one of other chapters, until that of the chosen ones is drawn. */
  readonly isFormer: boolean;
  readonly error: Error | null;
}

/** What was written, what would be written, and what leaves the project besides. */
function ReportTabs({ current, html, isFormer, error }: ReportTabsProps) {
  const [tab, setTab] = useState<Tab | null>(null);
  return (
    <Tabs
      label="Parts of the report"
      selected={tab ?? (current === null ? 'preview' : 'files')}
      onSelect={setTab}
      tabs={[
        {
          id: 'files',
          label: 'Files',
          content:
            current === null ? <p className={styles.soft}>{reportUnwritten()}</p> : <WrittenFiles {...current} />,
        },
        { id: 'preview', label: 'Preview', content: <Preview html={html} isFormer={isFormer} error={error} /> },
        { id: 'rows', label: 'Rows for other programs', content: <ExportRows folder={current?.folder ?? ''} /> },
      ]}
    />
  );
}

function Preview({ html, isFormer, error }: Omit<ReportTabsProps, 'current'>) {
  if (error !== null) return <ErrorNotice error={error} effect="Nothing was written." />;
  return (
    <>
      {(html === undefined || isFormer) && <Waiting>{reportDraws()}</Waiting>}
      {html !== undefined && <ReportPreview html={html} />}
    </>
  );
}

interface StateProps extends Pick<ReportActionsProps, 'open'> {
  readonly phase: Phase | undefined;
  readonly running: Job | undefined;
  readonly failure: Error | null;
  readonly onRetry: () => void;
}

function State({ open, phase, running, failure, onRetry }: StateProps) {
  if (running !== undefined) return <JobPanel job={running} />;
  if (failure !== null) {
    return (
      <ErrorNotice error={failure} effect={reportFailedEffect()} onRetry={onRetry} retryLabel="Write report again" />
    );
  }
  if (open !== null) {
    return (
      <Notice title="The evaluation is stale">
        <Reasons reasons={open.reasons.map((reason) => `${open.label}: ${reason}`)} />
      </Notice>
    );
  }
  if (phase?.state !== 'stale') return null;
  return (
    <Notice title="The written report is stale">
      <Reasons reasons={phase.reasons} />
    </Notice>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

function finished(phase: Phase | undefined): string {
  if (phase?.finishedAt === null || phase?.finishedAt === undefined) return 'Nothing has been written yet.';
  const at = new Date(phase.finishedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return `Last written ${at}.`;
}
