import type { Port } from '../../../shared/rpc/port.ts';
import type { SpawnHost } from '../../core/host-process.ts';

/** What a core process has from the shell that started it. */
export interface ShellLink {
  /** Called for each connection that the shell opens; it must be listened to at once. */
  onOpen(listener: (name: string, port: Port) => void): void;
  readonly spawnHost: SpawnHost;
}
