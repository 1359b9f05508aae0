import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { HostKind, HostProcess } from '../../core/host-process.ts';
import type { Port } from '../../../shared/rpc/port.ts';

/** Longest piece of a dying host's error output that is kept for the message. */
const keptErrorCharacters = 2000;

/**
 * Starts a host as a child of this process. It ends with its parent, since it watches the channel. Its standard output is
 * dropped and its error output is kept in memory only, for the reason that is told when it dies: nothing reaches a log file.
 */
export function spawnChildHost(kind: HostKind): HostProcess {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const entry = fileURLToPath(new URL(`../${kind}-host.${extension}`, import.meta.url));
  const child = fork(entry, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const closers: ((reason: string) => void)[] = [];
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-keptErrorCharacters);
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      const last = errors.trim().split('\n').at(-1) ?? '';
      const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
      for (const closer of closers) closer(last === '' ? how : `${how}: ${last}`);
      resolve();
    });
    child.once('error', () => resolve());
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
