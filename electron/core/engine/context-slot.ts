import type { LlamaModel } from 'node-llama-cpp';
import { openStreamContext } from './stream-context.ts';
import type { StreamContext, StreamContextSettings } from './stream-context.ts';

/** Holds the one context in use; a context is kept as long as the same settings are asked for. */
export interface ContextSlot extends AsyncDisposable {
  get(settings: StreamContextSettings, signal: AbortSignal | undefined): Promise<StreamContext>;
}

export function createContextSlot(model: LlamaModel): ContextSlot {
  let current: StreamContext | undefined;
  const close = async (): Promise<void> => {
    await current?.[Symbol.asyncDispose]();
    current = undefined;
  };
  return {
    async get(settings, signal) {
      if (current !== undefined && JSON.stringify(current.settings) === JSON.stringify(settings)) return current;
      await close();
      current = await openStreamContext(model, settings, signal);
      return current;
    },
    [Symbol.asyncDispose]: close,
  };
}
