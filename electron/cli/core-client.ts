import { randomUUID } from 'node:crypto';
import { contract } from '../../shared/contract/index.ts';
import type { PilotlightContract } from '../../shared/contract/index.ts';
import { connect } from '../../shared/rpc/connect.ts';
import type { Client } from '../../shared/rpc/define.ts';
import { createPortPair } from '../../shared/rpc/port.ts';
import { serve } from '../../shared/rpc/serve.ts';
import { createCore } from '../core/create-core.ts';
import { spawnChildHost } from '../hosts/ports/child-process.ts';
import { standardPaths } from '../hosts/standard-paths.ts';
import { installationFolder } from '../installation/installed-files.ts';
import { installedVersions } from '../installation/installed-versions.ts';

export type CoreClient = Client<PilotlightContract>;

export interface OpenedCore extends AsyncDisposable {
  readonly client: CoreClient;
}

/**
 * The core in this process, spoken to through the contract as a window does. It shares the process so that a killed command
 * leaves no owner of the project behind.
 */
export function openCore(command: string, threads: number): OpenedCore {
  const core = createCore({
    clock: () => new Date(),
    createId: randomUUID,
    spawnHost: spawnChildHost,
    threads,
    command: `pilotlight ${command}`,
    // A command has its options and leaves no traces of what it opened.
    paths: { ...standardPaths(installationFolder()), config: null },
    versions: installedVersions(),
  });
  const [inner, outer] = createPortPair();
  serve(contract, core.handlers, inner);
  const client = connect(contract, outer, 'core');
  return {
    client,
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      client.close();
    },
  };
}
