import type { SpawnHost } from '../../electron/core/host-process.ts';

/** Hosts from which nothing more is heard after a message that is told by its text, as from work that takes very long. */
export function silentHost(spawn: SpawnHost, isLast: (message: string) => boolean): SpawnHost {
  return (kind) => {
    const host = spawn(kind);
    let isSilent = false;
    const onMessage = (listener: (message: unknown) => void): void =>
      host.port.onMessage((message) => {
        if (isSilent) return;
        isSilent = isLast(JSON.stringify(message));
        listener(message);
      });
    return { ...host, port: { ...host.port, onMessage } };
  };
}
