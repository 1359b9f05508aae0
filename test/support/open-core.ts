import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { CoreDependencies } from '../../electron/core/core-dependencies.ts';
import { createCore } from '../../electron/core/create-core.ts';
import type { Core } from '../../electron/core/create-core.ts';
import type { SpawnHost } from '../../electron/core/host-process.ts';
import { spawnChildHost } from '../../electron/hosts/ports/child-process.ts';
import { contract } from '../../shared/contract/index.ts';
import type { PilotlightContract } from '../../shared/contract/index.ts';
import type { Job, JobEvent } from '../../shared/contract/jobs.ts';
import { connect } from '../../shared/rpc/connect.ts';
import type { Client } from '../../shared/rpc/define.ts';
import { createPortPair } from '../../shared/rpc/port.ts';
import { serve } from '../../shared/rpc/serve.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type CoreClient = Client<PilotlightContract>;

export interface TestCore {
  readonly core: Core;
  readonly client: CoreClient;
  /** A folder of its own, with `config` and `home` in it. */
  readonly folder: string;
  close(): Promise<void>;
}

export const resourcesFolder = fileURLToPath(new URL('../../resources', import.meta.url));
export const nanoModel = join(resourcesFolder, 'models', 'pilotlight-nano.gguf');
export const testPassphrase = 'nine slow barges past the lock';

/** A core as a window has it: behind the contract, with real hosts, one thread and folders that are gone after the test. */
export function openCore(
  folder: string = temporaryFolder(),
  spawnHost: SpawnHost = spawnChildHost,
  parts: Partial<Pick<CoreDependencies, 'clock' | 'shell'>> = {},
): TestCore {
  let ids = 0;
  let time = Date.UTC(2026, 0, 1);
  const core = createCore({
    // A clock that never stands still, so that ends are later than beginnings.
    clock: () => new Date((time += 10)),
    createId: () => `id-${++ids}-${process.hrtime.bigint()}`,
    spawnHost,
    threads: 1,
    command: 'pilotlight test',
    versions: { pilotlight: '1', 'node-llama-cpp': '1' },
    paths: { resources: resourcesFolder, config: join(folder, 'config'), home: join(folder, 'home') },
    ...parts,
  });
  const [inner, outer] = createPortPair();
  serve(contract, core.handlers, inner);
  const client = connect(contract, outer, 'core');
  const close = async (): Promise<void> => {
    await core[Symbol.asyncDispose]();
    client.close();
  };
  onTestFinished(close);
  return { core, client, folder, close };
}

/** Follows a job to its end. */
export async function follow(client: CoreClient, jobId: string): Promise<{ job: Job; events: JobEvent[] }> {
  const events: JobEvent[] = [];
  for await (const event of client.stream('jobs.watch', { jobId })) events.push(event);
  return { job: await client.call('jobs.get', { jobId }), events };
}

/** Follows a job that has to succeed. */
export async function finish(client: CoreClient, started: Promise<{ jobId: string }>): Promise<Job> {
  const { job } = await follow(client, (await started).jobId);
  if (job.state !== 'done') throw new Error(`The job ended as ${job.state}: ${job.errorMessage ?? ''}`);
  return job;
}
