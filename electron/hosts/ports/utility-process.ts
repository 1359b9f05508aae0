import type { MessageEvent } from 'electron';
import type { Port } from '../../../shared/rpc/port.ts';
import type { HostKind, HostProcess } from '../../core/host-process.ts';
import { createLatePort, messagePort } from './message-port.ts';
import type { LatePort } from './message-port.ts';
import type { ShellLink } from './shell-link.ts';
import type { FromCore } from './utility-messages.ts';
import { toCoreSchema } from './utility-messages.ts';

/** Whether this is a utility process of Electron. */
export function isUtilityProcess(): boolean {
  return process.parentPort !== undefined;
}

/** The port of a host to the core; the first message from the main process brings it. The host ends when the core is gone. */
export function utilityPort(): Port {
  const late = createLatePort(() => process.exit(0));
  process.parentPort.once('message', ({ ports: [end] }) => {
    if (end === undefined) return;
    const port = messagePort(end);
    port.onClose(() => process.exit(0));
    late.arrive(port);
  });
  return late.port;
}

interface StartedHost {
  readonly late: LatePort;
  end(): void;
}

/** The link of a core to the main process: every screen is an end of a channel, hosts are started on request. */
export function utilityLink(): ShellLink {
  const hosts = new Map<number, StartedHost>();
  const openers: ((name: string, port: Port) => void)[] = [];
  let nextId = 0;
  const tell = (message: FromCore): void => process.parentPort.postMessage(message);

  process.parentPort.on('message', ({ data, ports: [end] }: MessageEvent) => {
    const parsed = toCoreSchema.safeParse(data);
    if (!parsed.success) return;
    if (parsed.data.type === 'channel') {
      if (end === undefined) return;
      const port = messagePort(end);
      for (const opener of openers) opener(parsed.data.name, port);
      return;
    }
    const { id } = parsed.data;
    const host = hosts.get(id);
    if (parsed.data.type === 'host') {
      if (end !== undefined) host?.late.arrive(messagePort(end));
    } else {
      hosts.delete(id);
      host?.late.end(parsed.data.reason);
      host?.end();
    }
  });

  return {
    onOpen: (listener) => void openers.push(listener),
    spawnHost(kind: HostKind): HostProcess {
      const id = nextId++;
      const kill = (): void => tell({ type: 'kill', id });
      const late = createLatePort(kill);
      const exited = new Promise<void>((resolve) => {
        hosts.set(id, { late, end: resolve });
      });
      tell({ type: 'spawn', id, kind });
      return { port: late.port, kill, exited };
    },
  };
}
