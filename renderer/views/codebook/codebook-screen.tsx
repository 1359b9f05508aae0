import { useEffect } from 'react';
import type { Study } from '../../../shared/domain/study.ts';
import { codebookWaits } from '../../../shared/messages/screen-messages.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { useWorkspaceRequests } from '../../bridge/workspace-requests.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { StepWaits } from '../../ui/step-waits.tsx';
import type { CodebookScreenProps } from './codebook-part.ts';
import { RegressionsView } from './regressions-view.tsx';
import { RuleView } from './rule-view.tsx';
import { StudyView } from './study-view.tsx';
import { useStudyEditor } from './use-study-editor.ts';
import { VariablesView } from './variables-view.tsx';

/** What each variable means, the belief-action rule and the regressions of the original study. */
export function CodebookScreen(props: CodebookScreenProps) {
  const { data: study, error } = useCoreQuery('study.get', {});
  const { studyRevision } = useWorkspaceRequests();
  if (error !== null) return <ErrorNotice error={error} />;
  if (study === undefined) return null;
  if (study === null) {
    return (
      <StepWaits title="Codebook" missing="No variables yet" to="/data" link="Go to Data">
        {codebookWaits()}
      </StepWaits>
    );
  }
  return <LoadedCodebook key={studyRevision} {...props} saved={study} />;
}

function LoadedCodebook({ saved, ...props }: CodebookScreenProps & { readonly saved: Study }) {
  const editor = useStudyEditor(saved);
  const { offerEdits } = useWorkspaceRequests();
  useEffect(() => offerEdits(editor));
  useEffect(() => () => offerEdits(null), [offerEdits]);
  const check = useCoreQuery('study.check', { study: editor.study }, { keepPrevious: true });
  const parts = { ...props, editor, faults: check.data?.faults ?? [] };
  if (props.view === 'rule') return <RuleView {...parts} />;
  if (props.view === 'regressions') return <RegressionsView {...parts} />;
  if (props.view === 'study') return <StudyView {...parts} />;
  return <VariablesView {...parts} />;
}
