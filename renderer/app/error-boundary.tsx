import type { ReactNode } from 'react';
import { Component } from 'react';
import { screenFailed } from '../../shared/messages/screen-messages.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

interface Props {
  readonly children: ReactNode;
}

/** Catches faults of the screens in it. It saves nothing and says what to do. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <ScreenFault error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

/** What is shown in the place of a screen that met a fault. */
export function ScreenFault({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  return (
    <main>
      <ErrorNotice
        error={new Error(screenFailed(), { cause: error })}
        onRetry={onRetry}
        retryLabel="Load the screen again"
      />
      <CopyButton kind="quiet" text={() => `${error.name}: ${error.stack ?? ''}`}>
        Copy the place of the fault
      </CopyButton>
    </main>
  );
}
