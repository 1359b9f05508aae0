import { QueryClient } from '@tanstack/react-query';

/**
 * Answers of the core, kept until the core says that they changed. `networkMode: 'always'`: the machine being offline is no
 * reason to wait.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
