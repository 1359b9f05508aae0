import type { QueryClient } from '@tanstack/react-query';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { useCore } from './core-context.ts';
import type { CoreWork, OpenWork, WorkState } from './use-core-work.ts';
import { followWork, noWork } from './use-core-work.ts';
import { useCoreQuery } from './use-core-query.ts';

interface KeptWork<Result> extends WorkState<Result> {
  readonly stop: AbortController;
}

/**
 * Work of the core on the open project that its screen shows again, with its cancel, when one comes back to it while it runs.
 * How it ended is shown until the screen is left. The state lies in the page's memory beside what was read from the project.
 *
 * @param name one name per kind of work
 * @param open must not change from one render to the next
 */
export function useKeptWork<Input, Result>(name: string, open: OpenWork<Input, Result>): CoreWork<Input, Result> {
  const core = useCore();
  const queries = useQueryClient();
  const project = useCoreQuery('project.info', {}).data?.id ?? '';
  const key = useMemo(() => ['work', project, name], [project, name]);
  const kept = useQuery<KeptWork<Result>>({ queryKey: key, queryFn: skipToken, gcTime: Number.POSITIVE_INFINITY }).data;
  const start = useCallback(
    (input: Input, onDone?: (result: Result) => void): void => {
      const stop = new AbortController();
      presentWork(queries, key)?.stop.abort();
      queries.setQueryDefaults(['work'], { gcTime: Number.POSITIVE_INFINITY });
      queries.setQueryData<KeptWork<Result>>(key, { ...noWork, isRunning: true, stop });
      const change = (part: Partial<WorkState<Result>>): void => {
        queries.setQueryData<KeptWork<Result>>(key, (present) => {
          if (present !== undefined && present.stop !== stop) return present;
          // A lock drops what is kept; the work goes on and is shown again after it.
          return { ...noWork, isRunning: true, ...present, ...part, stop };
        });
      };
      followWork(open(core, input, stop.signal), stop.signal, change, onDone);
    },
    [core, queries, key, open],
  );
  useEffect(
    () => () => {
      if (presentWork(queries, key)?.isRunning === false) queries.removeQueries({ queryKey: key, exact: true });
    },
    [queries, key],
  );
  const cancel = useCallback(() => presentWork(queries, key)?.stop.abort(), [queries, key]);
  return { ...(kept ?? noWork), start, cancel };
}

function presentWork(queries: QueryClient, key: readonly string[]): KeptWork<unknown> | undefined {
  return queries.getQueryData<KeptWork<unknown>>(key);
}
