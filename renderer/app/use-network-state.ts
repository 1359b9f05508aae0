import { useQuery } from '@tanstack/react-query';
import type { NetworkState } from '../../shared/contract/shell.ts';
import { useCore } from '../bridge/core-context.ts';

/** Milliseconds between two looks at the counters, which no commit announces. */
const interval = 5000;

/** What crossed the border of the program; null where the shell does not count. */
export function useNetworkState(): NetworkState | null {
  const core = useCore();
  const { data } = useQuery({
    queryKey: ['system.network', {}],
    queryFn: ({ signal }) => core.call('system.network', {}, { signal }),
    refetchInterval: (query) => (query.state.status === 'error' ? false : interval),
  });
  return data ?? null;
}
