import { flushCompileCache } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Port } from '../../../shared/rpc/port.ts';

/** The port to the process that started this one. When the parent is gone this process ends, whatever it was doing. */
export function parentPort(): Port {
  if (process.send === undefined) throw new Error('This file is started by Pilotlight, not by hand.');
  endWithParent(process.ppid);
  // At its end it is killed, and what it compiled would be lost; its modules are loaded by now.
  flushCompileCache();
  process.once('disconnect', () => process.exit(0));
  // An interrupt from the terminal goes to the whole group; the parent decides what it means.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  return {
    post: (message) => {
      if (process.connected) process.send?.(message);
    },
    onMessage: (listener) => void process.on('message', listener),
    onClose: (listener) => void process.once('disconnect', () => listener('parent ended')),
    close: () => process.disconnect(),
  };
}

/** How often a thread looks whether the parent still lives, in milliseconds. */
const watchInterval = 500;

/**
 * While a native call computes, this process hears nothing, and a step on a large model takes minutes. A thread of its own
 * therefore watches the parent and ends the process in the middle of the call.
 */
function endWithParent(parent: number): void {
  const watch = `
    const isGone = () => {
      if (process.platform !== 'win32') return process.ppid !== ${parent};
      try { return !process.kill(${parent}, 0); } catch { return true; }
    };
    setInterval(() => { if (isGone()) process.kill(process.pid, 'SIGKILL'); }, ${watchInterval});`;
  new Worker(watch, { eval: true }).unref();
}
