import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Progress } from '../../../shared/contract/jobs.ts';
import type { Dialect } from '../../../shared/domain/dialect.ts';
import type { Inspection } from '../../../shared/domain/inspection.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { useCore } from '../../bridge/core-context.ts';

export interface FileInspection {
  /** What the file holds; while it is read in another way, what it held in the former. */
  readonly data: Inspection | undefined;
  /** What is shown is not that of the present choice. */
  readonly isFormer: boolean;
  readonly error: Error | null;
  readonly isRunning: boolean;
  /** Null before the first report. */
  readonly progress: Progress | null;
  readonly cancel: () => void;
  /** Reads the file after that was cancelled. */
  readonly again: () => void;
}

/** Reads a data file as often as it or the way in which it is read changes; a reading that nobody waits for any more ends. */
export function useInspection(path: string, dialect: Partial<Dialect>): FileInspection {
  const core = useCore();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const queryKey = ['data.inspect', { path, dialect }];
  const read = useQuery<Inspection>({
    queryKey,
    queryFn({ signal }) {
      setProgress(null);
      return resultOf(core.stream('data.inspect', { path, dialect }, { signal }), setProgress);
    },
    enabled: path !== '',
    placeholderData: keepPreviousData,
  });
  return {
    data: read.data,
    isFormer: read.isPlaceholderData,
    error: read.error,
    isRunning: read.isFetching,
    progress,
    cancel: () => void queries.cancelQueries({ queryKey, exact: true }),
    again: () => void read.refetch(),
  };
}
