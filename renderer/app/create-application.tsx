import { QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { CoreProvider } from '../bridge/core-context.ts';
import type { CoreClient } from '../bridge/operation-types.ts';
import { openProject, withProjectBorder } from '../bridge/project-border.ts';
import { createQueryClient } from '../bridge/query-client.ts';
import { App } from './app.tsx';
import type { EndedCore } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';

export interface CreatedApplication {
  readonly Connected: ComponentType;
  /** File of the project that is open as far as the page knows, or null. */
  readonly openPath: () => string | null;
}

/**
 * The application on a core that is connected, with what it has asked it.
 *
 * @param ended the core before this one ended unexpectedly, with the project of this path or none
 */
export function createApplication(client: CoreClient, ended: EndedCore | null): CreatedApplication {
  const queries = createQueryClient();
  const core = withProjectBorder(client, queries);
  function Application() {
    return (
      <ErrorBoundary>
        <CoreProvider value={core}>
          <QueryClientProvider client={queries}>
            <App ended={ended} />
          </QueryClientProvider>
        </CoreProvider>
      </ErrorBoundary>
    );
  }
  return { Connected: Application, openPath: () => openProject(queries)?.path ?? null };
}
