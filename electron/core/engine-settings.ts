import type { CoreDependencies } from './core-dependencies.ts';

/** What `engine.open` takes, with the threads and GPU that this core may use. */
export function engineSettings(
  { threads, gpu }: CoreDependencies,
  modelPath: string,
  adapter: Uint8Array | null,
): { modelPath: string; adapter: Uint8Array | null; threads: number; gpu: 'auto' | 'off' } {
  return { modelPath, adapter, threads, gpu: gpu ?? 'auto' };
}
