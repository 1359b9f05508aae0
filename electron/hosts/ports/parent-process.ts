import type { Port } from '../../../shared/rpc/port.ts';

/** The port to the process that started this one. When the parent is gone this process ends, whatever it was doing. */
export function parentPort(): Port {
  if (process.send === undefined) throw new Error('This file is started by Pilotlight, not by hand.');
  process.once('disconnect', () => process.exit(0));
  // An interrupt from the terminal goes to the whole group; the parent decides what it means.
  process.on('SIGINT', () => undefined);
  return {
    post: (message) => {
      if (process.connected) process.send?.(message);
    },
    onMessage: (listener) => void process.on('message', listener),
    onClose: (listener) => void process.once('disconnect', () => listener('parent ended')),
    close: () => process.disconnect(),
  };
}
