import { EmptyState } from '../../ui/empty-state.tsx';
import { ResultPane, Workspace } from '../../ui/pane.tsx';
import { StepLink } from '../../ui/step-link.tsx';

/** How far the simulated answers can be trusted. */
export function EvaluateScreen() {
  return (
    <Workspace>
      <ResultPane title="Evaluate">
        <EmptyState title="No evaluation yet" action={<StepLink to="/simulate">Go to Simulate</StepLink>}>
          The comparison of simulated answers with the human sample will be here. It needs simulations of the base and
          of the adapted model.
        </EmptyState>
      </ResultPane>
    </Workspace>
  );
}
