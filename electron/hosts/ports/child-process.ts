import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostKind, HostProcess } from '../../core/host-process.ts';
import type { Port } from '../../../shared/rpc/port.ts';
import type { CoreOptions } from '../core-control.ts';
import type { CoreProcess } from '../supervise-core.ts';
import { createChannels } from './channels.ts';
import { createErrorTail } from './error-tail.ts';

/** Starts a host that computes as a child of this process. */
export function spawnChildHost(kind: HostKind): HostProcess {
  return startChild(kind, []);
}

/** Starts a core as a child of this process; all its connections share one channel. */
export function spawnChildCore(options: CoreOptions): CoreProcess {
  const { port, kill } = startChild('core', [JSON.stringify(options)]);
  const exited = new Promise<string>((resolve) => port.onClose(resolve));
  return { open: createChannels(port).open, kill, exited };
}

/**
 * Starts a host as a child of this process. It ends with its parent, since it watches the channel. Its standard output is
 * dropped and its error output is kept in memory only, for the reason that is told when it dies: nothing reaches a log file.
 */
function startChild(name: string, args: readonly string[]): HostProcess {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const entry = fileURLToPath(new URL(`../${name}-host.${extension}`, import.meta.url));
  const child = fork(entry, [...args], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: hostEnvironment(process.env),
  });
  const closers: ((reason: string) => void)[] = [];
  const tail = createErrorTail();
  child.stderr?.setEncoding('utf8').on('data', tail.add);
  const exited = new Promise<void>((resolve) => {
    const end = (how: string): void => {
      for (const closer of closers) closer(how);
      resolve();
    };
    child.once('exit', (code, signal) => end(tail.explain(signal === null ? `exit code ${code}` : `signal ${signal}`)));
    child.on('error', (error) => {
      // Without a process there will be no exit; other errors, such as a failed send, come with one.
      if (child.pid === undefined) end(error.message);
    });
  });
  const port: Port = {
    post: (message) => {
      // A failed send means that the child is gone, which `exit` reports.
      if (child.connected && typeof message === 'object' && message !== null) child.send(message, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onClose: (listener) => void closers.push(listener),
    close: () => void child.kill('SIGKILL'),
  };
  return { port, kill: () => void child.kill('SIGKILL'), exited };
}

/** A host needs no passphrase, so it is not handed on. Where this process keeps its compiled code, a host does so too. */
function hostEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PILOTLIGHT_PASSPHRASE: _, ...rest } = own;
  const compiled = getCompileCacheDir();
  // What Node names is the folder of its own version inside.
  return compiled === undefined ? rest : { ...rest, NODE_COMPILE_CACHE: dirname(compiled) };
}
