import { randomUUID } from 'node:crypto';
import { contract } from '../../shared/contract/index.ts';
import { connect } from '../../shared/rpc/connect.ts';
import type { Handlers } from '../../shared/rpc/define.ts';
import { serve } from '../../shared/rpc/serve.ts';
import { defaultThreads } from '../installation/default-threads.ts';
import { readableFolder } from '../installation/installed-files.ts';
import { installedVersions } from '../installation/installed-versions.ts';
import { createCore } from '../core/create-core.ts';
import {
  controlChannel,
  controlContract,
  coreOptionsSchema,
  shellChannel,
  shellServicesContract,
} from './core-control.ts';
import { openShellLink } from './ports/from-parent.ts';
import { standardPaths } from './standard-paths.ts';
import { createRemoteShell } from './remote-shell.ts';

/**
 * The core of a window or of a local server: data, models and jobs of one open project, in a process that knows no screen and
 * no network. Any number of screens may be connected to it; they see the same project.
 */
const { mode, command, threads } = coreOptionsSchema.parse(JSON.parse(process.argv[2] ?? ''));
const link = openShellLink();
const remote = createRemoteShell(mode);
const core = createCore({
  clock: () => new Date(),
  createId: randomUUID,
  spawnHost: link.spawnHost,
  threads: threads ?? defaultThreads(),
  command,
  versions: installedVersions(),
  paths: standardPaths(readableFolder()),
  shell: remote.shell,
});

const control: Handlers<typeof controlContract> = {
  'control.network'(network) {
    remote.setNetwork(network);
    return null;
  },
  'control.tell'(event) {
    // Here and not in a page, which may be loading, closed or asleep.
    if (event.type === 'power' && (event.state === 'suspend' || event.state === 'lock-screen')) core.lock();
    remote.tell(event);
    return null;
  },
  'control.lock'() {
    core.lock();
    return null;
  },
  'control.busy': () => core.isBusy(),
  async 'control.end'() {
    await core[Symbol.asyncDispose]();
    return null;
  },
};

/** Follows what is written, since every change of a job's state is; a project that is closed takes its jobs with it. */
async function watchJobs(): Promise<void> {
  const { signal } = new AbortController();
  for await (const entities of core.handlers['changes.watch']({}, { signal })) {
    if (entities.includes('jobs') || entities.includes('project')) remote.setWorking(core.isBusy());
  }
}

/**
 * Milliseconds between two looks at the clock. One timer to the moment of the lock would leave out the time that the machine
 * sleeps.
 */
const idleInterval = 5000;

void watchJobs();
setInterval(core.lockWhenIdle, idleInterval).unref();
link.onOpen((name, port) => {
  if (name === controlChannel) serve(controlContract, control, port);
  else if (name === shellChannel) remote.connect(connect(shellServicesContract, port, 'shell'));
  else serve(contract, core.handlers, port);
});
