import { PilotlightError, throwIfAborted } from '../../../shared/errors.ts';

/** Runs one piece of work at a time, in the order of the calls. */
export interface ExclusiveQueue {
  /**
   * When the signal fires the returned promise rejects with `cancelled` at once; the work itself is expected to look at
   * the signal too, and the next work starts when it has really ended.
   */
  run<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T>;
  /** Resolves when all work given so far has ended. */
  idle(): Promise<void>;
}

export function createExclusiveQueue(): ExclusiveQueue {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run(work, signal) {
      const result = tail.then(() => {
        throwIfAborted(signal);
        return work();
      });
      tail = result.catch(() => undefined);
      return orAborted(result, signal);
    },
    async idle() {
      await tail;
    },
  };
}

async function orAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return result;
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(new PilotlightError('cancelled', 'The work was cancelled.'));
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([result, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
