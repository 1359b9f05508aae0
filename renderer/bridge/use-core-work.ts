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

/** Asks the core for work. */
export type OpenWork<Input, Result> = (
  core: CoreClient,
  input: Input,
  signal: AbortSignal,
) => AsyncIterable<WorkEvent<Result>>;

export interface WorkState<Result> {
  readonly isRunning: boolean;
  readonly progress: Progress | null;
  readonly error: Error | null;
  readonly result: Result | null;
}

export const noWork = { isRunning: false, progress: null, error: null, result: null } as const;

/** Follows work to its end, telling what changes of its state; an abort is no error. */
export function followWork<Result>(
  work: AsyncIterable<WorkEvent<Result>>,
  signal: AbortSignal,
  change: (part: Partial<WorkState<Result>>) => void,
  onDone: ((result: Result) => void) | undefined,
): void {
  resultOf(work, (progress) => change({ progress })).then(
    (result) => {
      change({ isRunning: false, progress: null, result });
      onDone?.(result);
    },
    (fault: unknown) => {
      change({ isRunning: false, progress: null, error: signal.aborted ? null : toPilotlightError(fault) });
    },
  );
}

/**
 * Work of the core that tells how far it is and can be cancelled, such as changing the passphrase. It goes on when its screen
 * is left, which then no longer shows it.
 *
 * @param open must not change from one render to the next
 */
export function useCoreWork<Input, Result>(open: OpenWork<Input, Result>): CoreWork<Input, Result> {
  const core = useCore();
  const stop = useRef<AbortController | null>(null);
  const [state, setState] = useState<WorkState<Result>>(noWork);
  const start = useCallback(
    (input: Input, onDone?: (result: Result) => void): void => {
      const own = new AbortController();
      stop.current?.abort();
      stop.current = own;
      const change = (part: Partial<WorkState<Result>>): void => {
        if (stop.current === own) setState((before) => ({ ...before, ...part }));
      };
      setState({ ...noWork, isRunning: true });
      followWork(open(core, input, own.signal), own.signal, change, onDone);
    },
    [core, open],
  );
  const cancel = useCallback(() => stop.current?.abort(), []);
  return { ...state, start, cancel };
}
