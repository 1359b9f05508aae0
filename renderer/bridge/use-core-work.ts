import { useCallback, useRef, useState } from 'react';
import type { Progress } from '../../shared/contract/jobs.ts';
import type { WorkEvent } from '../../shared/contract/work.ts';
import { toPilotlightError } from '../../shared/errors.ts';
import { resultOf } from '../../shared/rpc/result-of.ts';
import { useCore } from './core-context.ts';
import type { CoreClient } from './operation-types.ts';

export interface CoreWork<Input, Result> {
  /** Begins the work. Where it fails, `error` says why and `onDone` is not called. */
  readonly start: (input: Input, onDone?: (result: Result) => void) => void;
  readonly cancel: () => void;
  readonly isRunning: boolean;
  /** Null before the first report. */
  readonly progress: Progress | null;
  /** Null also after the work was cancelled. */
  readonly error: Error | null;
  /** Of the latest work that came to its end. */
  readonly result: Result | null;
}

interface WorkState<Result> {
  readonly isRunning: boolean;
  readonly progress: Progress | null;
  readonly error: Error | null;
  readonly result: Result | null;
}

/**
 * Work of the core that tells how far it is and can be cancelled, such as reading a large file. It goes on when its screen
 * is left.
 *
 * @param open asks the core for the work; it must not change from one render to the next
 */
export function useCoreWork<Input, Result>(
  open: (core: CoreClient, input: Input, signal: AbortSignal) => AsyncIterable<WorkEvent<Result>>,
): CoreWork<Input, Result> {
  const core = useCore();
  const stop = useRef<AbortController | null>(null);
  const [state, setState] = useState<WorkState<Result>>({
    isRunning: false,
    progress: null,
    error: null,
    result: null,
  });
  const start = useCallback(
    (input: Input, onDone?: (result: Result) => void): void => {
      const own = new AbortController();
      stop.current?.abort();
      stop.current = own;
      const change = (part: Partial<WorkState<Result>>): void => {
        if (stop.current === own) setState((before) => ({ ...before, ...part }));
      };
      setState({ isRunning: true, progress: null, error: null, result: null });
      resultOf(open(core, input, own.signal), (progress) => change({ progress })).then(
        (result) => {
          change({ isRunning: false, progress: null, result });
          onDone?.(result);
        },
        (fault: unknown) => {
          const error = own.signal.aborted ? null : toPilotlightError(fault);
          change({ isRunning: false, progress: null, error });
        },
      );
    },
    [core, open],
  );
  const cancel = useCallback(() => stop.current?.abort(), []);
  return { ...state, start, cancel };
}
