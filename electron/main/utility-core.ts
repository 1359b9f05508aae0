import { MessageChannelMain, utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import { fileURLToPath } from 'node:url';
import type { HostKind } from '../core/host-process.ts';
import type { CoreOptions } from '../hosts/core-control.ts';
import { createErrorTail } from '../hosts/ports/error-tail.ts';
import { messagePort } from '../hosts/ports/message-port.ts';
import { fromCoreSchema } from '../hosts/ports/utility-messages.ts';
import type { ToCore } from '../hosts/ports/utility-messages.ts';
import type { CoreProcess } from '../hosts/supervise-core.ts';

interface UtilityHost {
  readonly process: UtilityProcess;
  /** Resolves with how it ended. */
  readonly exited: Promise<string>;
}

/** A core in a utility process. */
export interface UtilityCore extends CoreProcess {
  /** Hands one end of a channel over to the core, as the connection of a screen. */
  handOver(channel: string, end: Electron.MessagePortMain): void;
}

/**
 * Starts a core as a utility process and, on its request, the hosts that compute for it. They end with the core, since nobody
 * would hear them any more.
 */
export function spawnUtilityCore(options: CoreOptions): UtilityCore {
  const core = startUtility('core', [JSON.stringify(options)]);
  const hosts = new Map<number, UtilityHost>();
  const tell = (message: ToCore, ports: Electron.MessagePortMain[] = []): void =>
    core.process.postMessage(message, ports);

  function startHost(id: number, kind: HostKind): void {
    const host = startUtility(kind, []);
    hosts.set(id, host);
    const { port1, port2 } = new MessageChannelMain();
    host.process.postMessage('port', [port1]);
    tell({ type: 'host', id }, [port2]);
    const onExit = (reason: string): void => {
      hosts.delete(id);
      tell({ type: 'host-ended', id, reason });
    };
    void host.exited.then(onExit);
  }

  core.process.on('message', (raw: unknown) => {
    const parsed = fromCoreSchema.safeParse(raw);
    if (!parsed.success) return;
    if (parsed.data.type === 'spawn') startHost(parsed.data.id, parsed.data.kind);
    else hosts.get(parsed.data.id)?.process.kill();
  });
  const exited = core.exited.then((reason) => {
    for (const { process } of hosts.values()) process.kill();
    return reason;
  });
  const handOver = (channel: string, end: Electron.MessagePortMain): void =>
    tell({ type: 'channel', name: channel }, [end]);
  return {
    handOver,
    open(channel) {
      const { port1, port2 } = new MessageChannelMain();
      handOver(channel, port2);
      return messagePort(port1);
    },
    kill: () => void core.process.kill(),
    exited,
  };
}

/** Its output is dropped and its errors are kept in memory only, for the reason that is told when it dies. */
function startUtility(name: string, args: readonly string[]): UtilityHost {
  const entry = fileURLToPath(new URL(`../hosts/${name}-host.js`, import.meta.url));
  const { PILOTLIGHT_PASSPHRASE: _, ...env } = process.env;
  const started = utilityProcess.fork(entry, [...args], {
    serviceName: `Pilotlight ${name}`,
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  });
  const tail = createErrorTail();
  started.stderr?.setEncoding('utf8').on('data', tail.add);
  const exited = new Promise<string>((resolve) => {
    started.once('exit', (code) => resolve(tail.explain(`exit code ${code}`)));
  });
  return { process: started, exited };
}
