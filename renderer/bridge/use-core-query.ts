import type { UseQueryResult } from '@tanstack/react-query';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCore } from './core-context.ts';
import type { Input, Output, QueryName } from './operation-types.ts';

interface QueryOptions {
  /** False keeps the question from being asked. */
  readonly enabled?: boolean;
  /** Shows the answer to the previous input until the new one is there. */
  readonly keepPrevious?: boolean;
}

/** The answer of a query, asked once and again when what it reads has changed. The key is `[operation, input]`. */
export function useCoreQuery<Name extends QueryName>(
  name: Name,
  input: Input<Name>,
  { enabled = true, keepPrevious = false }: QueryOptions = {},
): UseQueryResult<Output<Name>> {
  const core = useCore();
  return useQuery<Output<Name>>({
    queryKey: [name, input],
    queryFn: ({ signal }) => core.call(name, input, { signal }),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}
