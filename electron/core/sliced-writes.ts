import { throwIfAborted } from '../../shared/errors.ts';

/** Commands that write for seconds and let other requests in between: one after the other, and none outlives the project. */
export interface SlicedWrites extends AsyncDisposable {
  /** `work` takes back what it began when its signal fires: on cancellation, and when the project closes. */
  run<Result>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}

export function createSlicedWrites(): SlicedWrites {
  let turn: Promise<unknown> = Promise.resolve();
  const ended = new AbortController();
  return {
    run(signal, work) {
      const within = AbortSignal.any([signal, ended.signal]);
      const done = turn.then(() => {
        throwIfAborted(within);
        return work(within);
      });
      turn = done.catch(() => undefined);
      return done;
    },
    async [Symbol.asyncDispose]() {
      ended.abort();
      await turn;
    },
  };
}
