import { EmptyState } from '../../ui/empty-state.tsx';
import { ResultPane, Workspace } from '../../ui/pane.tsx';
import { StepLink } from '../../ui/step-link.tsx';

/** What leaves the project. */
export function ReportScreen() {
  return (
    <Workspace>
      <ResultPane title="Report">
        <EmptyState title="No report yet" action={<StepLink to="/evaluate">Go to Evaluate</StepLink>}>
          The report will be here. It needs an evaluation.
        </EmptyState>
      </ResultPane>
    </Workspace>
  );
}
