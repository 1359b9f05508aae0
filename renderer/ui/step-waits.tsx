import type { ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';
import { ResultPane, Workspace } from './pane.tsx';
import type { StepLinkProps } from './step-link.tsx';
import { StepLink } from './step-link.tsx';

export interface StepWaitsProps {
  /** Name of the step. */
  readonly title: string;
  /** What is missing, as a heading. */
  readonly missing: string;
  /** What will be here and what it needs. */
  readonly children: ReactNode;
  /** The step that gets there. */
  readonly to: StepLinkProps['to'];
  readonly link: string;
}

/** A step that cannot begin yet. */
export function StepWaits({ title, missing, children, to, link }: StepWaitsProps) {
  return (
    <Workspace>
      <ResultPane title={title}>
        <EmptyState
          title={missing}
          action={
            <StepLink to={to} kind="primary">
              {link}
            </StepLink>
          }
        >
          {children}
        </EmptyState>
      </ResultPane>
    </Workspace>
  );
}
