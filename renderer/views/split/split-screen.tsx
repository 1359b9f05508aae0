import type { SplitPreview } from '../../../shared/contract/split.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { splitComing, splitExplanation, splitWaits, withReasons } from '../../../shared/messages/screen-messages.ts';
import type { NextStep } from '../../bridge/phase-guide.ts';
import { openStepBefore } from '../../bridge/phase-guide.ts';
import type { CoreClient, Input } from '../../bridge/operation-types.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import type { CoreWork } from '../../bridge/use-core-work.ts';
import { useKeptWork } from '../../bridge/use-kept-work.ts';
import { useStudy } from '../../bridge/use-study.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { OptionsPane, ResultPane, Workspace } from '../../ui/pane.tsx';
import { shortHash } from '../../ui/short-hash.tsx';
import { staleInWords } from '../../ui/stale-in-words.ts';
import { StepLink } from '../../ui/step-link.tsx';
import { StepWaits } from '../../ui/step-waits.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { WorkProgress } from '../../ui/work-progress.tsx';
import { SplitFields } from './split-fields.tsx';
import { SplitPreviewTables } from './split-preview-tables.tsx';

const drawSplit = (core: CoreClient, input: Input<'split.create'>, signal: AbortSignal) =>
  core.stream('split.create', input, { signal });

/** Which respondents train, validate, rectify and evaluate, with live counts. */
export function SplitScreen() {
  const { study, change, error: changeError } = useStudy();
  const hasData = (useCoreQuery('data.summary', {}).data ?? null) !== null;
  const preview = useCoreQuery(
    'split.preview',
    { settings: study?.split ?? null },
    { enabled: hasData, keepPrevious: true },
  );
  const current = useCoreQuery('split.get', {}).data ?? null;
  const phases = useCoreQuery('phases.list', { data: null }).data ?? [];
  const phase = phases.find(({ name }) => name === 'split');
  const open = phases.length === 0 ? null : openStepBefore('split', phases);
  const create = useKeptWork('split.create', drawSplit);
  if (study === undefined) return null;
  if (study === null || !hasData) {
    return (
      <StepWaits title="Split" missing="No respondents yet" to="/data" link="Go to Data">
        {splitWaits()}
      </StepWaits>
    );
  }
  const error = create.error ?? changeError ?? preview.error;
  const isLocked = phase?.state === 'done' && current !== null;
  return (
    <Workspace
      options={
        <OptionsPane
          title="Split"
          actions={
            <LockActions isLocked={isLocked} canLock={preview.data?.problem === null} open={open} create={create} />
          }
        >
          <SplitFields
            settings={study.split}
            codebook={study.codebook}
            counts={preview.data?.counts ?? null}
            onChange={(split) => change({ split })}
          />
        </OptionsPane>
      }
    >
      <ResultPane
        title={titleOf(preview.data, isLocked)}
        subtitle={
          isLocked
            ? `Locked with the hash ${shortHash(current.hash)}; another split is locked anew and makes later steps stale.`
            : (staleInWords(phase === undefined ? [] : [phase]) ??
              withReasons(splitExplanation(), phase?.state === 'empty' ? phase.reasons : []))
        }
      >
        {error !== null && <ErrorNotice error={error} effect="The former split still holds." />}
        {create.isRunning && (
          <WorkProgress progress={create.progress} cancel="Cancel the split" onCancel={create.cancel} isBrief />
        )}
        {preview.isFetching && <Waiting>{splitComing()}</Waiting>}
        {preview.data !== undefined && <SplitPreviewTables preview={preview.data} />}
      </ResultPane>
    </Workspace>
  );
}

interface LockActionsProps {
  readonly isLocked: boolean;
  readonly canLock: boolean;
  /** What has to be done before. */
  readonly open: NextStep | null;
  readonly create: Pick<CoreWork<Input<'split.create'>, unknown>, 'isRunning' | 'start'>;
}

function LockActions({ isLocked, canLock, open, create }: LockActionsProps) {
  return (
    <>
      <Button
        kind={isLocked || open !== null ? 'plain' : 'primary'}
        isDisabled={isLocked || !canLock}
        isPending={create.isRunning}
        onPress={() => create.start({})}
      >
        Lock split
      </Button>
      {open !== null && (
        <StepLink to={open.to} kind="primary">
          Go to {open.label}
        </StepLink>
      )}
      {open === null && isLocked && (
        <StepLink to="/models" kind="primary">
          Go to Models
        </StepLink>
      )}
    </>
  );
}

function titleOf(preview: SplitPreview | undefined, isLocked: boolean): string {
  if (preview === undefined) return 'Split';
  const people = `${formatCount(preview.total)} respondents`;
  if (preview.problem !== null) return `${people} cannot be split like this`;
  const parts = Object.values(preview.counts ?? {}).filter((count) => count > 0).length;
  return `${people} ${isLocked ? 'are' : 'would be'} in ${formatCount(parts)} parts`;
}
