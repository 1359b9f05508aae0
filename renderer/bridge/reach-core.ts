import type { OpenedCore } from './open-core.ts';

/** A core that has answered. */
export interface ReachedCore extends OpenedCore {
  /** Which core it is: another one after it was started again. */
  readonly id: string;
}

type Open = (signal: AbortSignal) => Promise<OpenedCore>;

/** Milliseconds before each attempt: a core that ended is there again within seconds, if it is started again at all. */
const pauses = [0, 250, 500, 1000, 2000, 4000];
/** Milliseconds that an attempt may take. A core at hard work answers late, and one that has just ended never. */
const patience = 10_000;

/** Opens a connection and waits for the first answer. Rejects when there is none before the signal fires. */
export async function greetCore(open: Open, signal: AbortSignal): Promise<ReachedCore> {
  const opening = open(signal);
  opening.then(
    ({ client }) => signal.aborted && client.close(),
    () => undefined,
  );
  const opened = await orAborted(opening, signal);
  try {
    const { core } = await orAborted(opened.client.call('shell.info', {}), signal);
    return { ...opened, id: core };
  } catch (error) {
    opened.client.close();
    throw error;
  }
}

/**
 * Connects again after a connection was lost. Null when every attempt failed, or the signal fired.
 *
 * @param pause resolves after so many milliseconds, or once its signal fires
 */
export async function reachCoreAgain(
  open: Open,
  pause: (milliseconds: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<ReachedCore | null> {
  for (const milliseconds of pauses) {
    await pause(milliseconds, signal);
    if (signal.aborted) return null;
    const ended = new AbortController();
    const attempt = new AbortController();
    signal.addEventListener('abort', () => attempt.abort(), { signal: ended.signal });
    void pause(patience, ended.signal).then(() => attempt.abort());
    try {
      return await greetCore(open, attempt.signal);
    } catch {
      // The next attempt, or none.
    } finally {
      ended.abort();
    }
  }
  return null;
}

/** Resolves after so many milliseconds, or once the signal fires. */
export function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const stop = (): void => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** A promise that also rejects when the signal fires, for waits that only the other side would end. */
function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('stopped'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject);
  });
}
