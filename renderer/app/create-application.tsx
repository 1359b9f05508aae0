import { QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { CoreProvider } from '../bridge/core-context.ts';
import type { CoreClient } from '../bridge/operation-types.ts';
import { withProjectBorder } from '../bridge/project-border.ts';
import { createQueryClient } from '../bridge/query-client.ts';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';

/** The application on a core that is connected, with what it has asked it. */
export function createApplication(client: CoreClient): ComponentType {
  const queries = createQueryClient();
  const core = withProjectBorder(client, queries);
  return function Application() {
    return (
      <ErrorBoundary>
        <CoreProvider value={core}>
          <QueryClientProvider client={queries}>
            <App />
          </QueryClientProvider>
        </CoreProvider>
      </ErrorBoundary>
    );
  };
}
