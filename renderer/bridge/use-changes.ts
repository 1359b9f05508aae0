import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useCore } from './core-context.ts';
import { createFrameBatch, onNextFrame } from './frame-batch.ts';
import type { CoreClient } from './operation-types.ts';
import { refreshProject } from './project-border.ts';
import { touchedOperations } from './touched-operations.ts';

/** The page's one subscriber of changes: asks again what a committed write may have changed. */
export function useChanges(): void {
  const core = useCore();
  const queries = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    void followChanges(core, queries, stop.signal);
    return () => stop.abort();
  }, [core, queries]);
}

async function followChanges(core: CoreClient, queries: QueryClient, signal: AbortSignal): Promise<void> {
  const batch = createFrameBatch<readonly string[]>((batches) => {
    const touched = touchedOperations(batches.flat());
    void queries.invalidateQueries({
      predicate: ({ queryKey: [operation] }) => typeof operation === 'string' && touched(operation),
    });
  }, onNextFrame);
  signal.addEventListener('abort', batch.stop, { once: true });
  try {
    for await (const entities of core.stream('changes.watch', {}, { signal })) {
      // At once, since a page that is not seen draws no frames and would keep what it shows.
      if (entities.includes('project')) await refreshProject(core, queries);
      else batch.add(entities);
    }
  } catch {
    // The connection's end is told once, by the page around every screen.
  }
}
