import type { UseQueryResult } from '@tanstack/react-query';
import { useQueries } from '@tanstack/react-query';
import { useCore } from './core-context.ts';
import type { Input, Output, QueryName } from './operation-types.ts';

/** The answers of one query to several inputs, such as the pages of a table that are in sight. */
export function useCoreQueries<Name extends QueryName>(
  name: Name,
  inputs: readonly Input<Name>[],
): UseQueryResult<Output<Name>>[] {
  const core = useCore();
  return useQueries({
    queries: inputs.map((input) => ({
      queryKey: [name, input],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => core.call(name, input, { signal }),
      gcTime: 60_000,
    })),
  });
}
