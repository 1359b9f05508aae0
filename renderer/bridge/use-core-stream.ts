import { useEffect, useEffectEvent, useState } from 'react';
import { useCore } from './core-context.ts';
import { createFrameBatch, onNextFrame } from './frame-batch.ts';
import type { CoreClient, Input, Item, StreamName } from './operation-types.ts';

export interface StreamState<State> {
  readonly state: State;
  readonly ended: boolean;
  readonly error: Error | null;
}

interface KeyedState<State> extends StreamState<State> {
  readonly key: string;
}

/**
 * Follows a stream of the core and folds its items into a state, at most once per frame. `null` as input follows nothing.
 * Another input starts over from `initial`; leaving the screen only stops the watching.
 */
export function useCoreStream<Name extends StreamName, State>(
  name: Name,
  input: Input<Name> | null,
  reduce: (state: State, item: Item<Name>) => State,
  initial: State,
): StreamState<State> {
  const core = useCore();
  const key = input === null ? '' : `${name} ${JSON.stringify(input)}`;
  const fresh: KeyedState<State> = { key, state: initial, ended: false, error: null };
  const [result, setResult] = useState(fresh);
  const change = useEffectEvent((own: string, next: (before: KeyedState<State>) => KeyedState<State>) =>
    setResult((before) => next(before.key === own ? before : { ...fresh, key: own })),
  );
  const fold = useEffectEvent((own: string, items: readonly Item<Name>[]) =>
    change(own, (before) => ({ ...before, state: items.reduce(reduce, before.state) })),
  );
  const start = useEffectEvent((own: string, signal: AbortSignal): void => {
    if (input === null) return;
    const batch = createFrameBatch<Item<Name>>((items) => fold(own, items), onNextFrame);
    signal.addEventListener('abort', batch.stop, { once: true });
    void follow(core, name, input, batch.add, signal).then((error) => {
      if (signal.aborted) return;
      batch.flush();
      change(own, (before) => ({ ...before, ended: true, error }));
    });
  });
  useEffect(() => {
    const stop = new AbortController();
    start(key, stop.signal);
    return () => stop.abort();
  }, [key]);
  return result.key === key ? result : fresh;
}

/** Reads a stream to its end; the error that ended it, or null. */
async function follow<Name extends StreamName>(
  core: CoreClient,
  name: Name,
  input: Input<Name>,
  take: (item: Item<Name>) => void,
  signal: AbortSignal,
): Promise<Error | null> {
  try {
    for await (const item of core.stream(name, input, { signal })) take(item);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
