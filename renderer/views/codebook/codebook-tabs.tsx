import type { ReactNode } from 'react';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ResultPane } from '../../ui/pane.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import type { CodebookPart, CodebookPartProps, StudyFault } from './codebook-part.ts';

/** The right side of every part: heading, what is open, and the way to the other parts. */
export function CodebookTabs({
  view,
  onView,
  editor,
  faults,
  children,
}: CodebookPartProps & { readonly children: ReactNode }) {
  const { study, error } = editor;
  const tabs: readonly { readonly id: CodebookPart; readonly label: string }[] = [
    { id: 'variables', label: `Variables (${formatCount(study.codebook.variables.length)})` },
    { id: 'rule', label: study.rule === null ? 'Rule (none)' : 'Rule' },
    { id: 'regressions', label: `Regressions (${formatCount(study.regressions.length)})` },
    { id: 'study', label: 'Study' },
  ];
  return (
    <ResultPane title="Codebook" subtitle={openQuestions(faults)}>
      {error !== null && (
        <ErrorNotice
          error={error}
          effect="The codebook is shown as it is kept in the project; Undo brings the change back."
        />
      )}
      <Tabs
        label="Parts of the codebook"
        selected={view}
        onSelect={onView}
        tabs={tabs.map((tab) => ({ ...tab, content: children }))}
      />
    </ResultPane>
  );
}

function openQuestions(faults: readonly StudyFault[]): string {
  if (faults.length === 0) return 'Complete: nothing is open.';
  const [first] = faults;
  const more = faults.length === 1 ? '' : `, and ${formatCount(faults.length - 1)} more`;
  return `Open: ${first === undefined ? '' : `${first.path.join(' ')} ${first.message}`}${more}.`;
}
