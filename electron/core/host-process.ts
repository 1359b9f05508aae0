import type { Client, Contract } from '../../shared/rpc/define.ts';
import { connect } from '../../shared/rpc/connect.ts';
import type { Port } from '../../shared/rpc/port.ts';

export const hostKinds = ['engine', 'trainer', 'evaluator', 'reader'] as const;
export type HostKind = (typeof hostKinds)[number];

/** A process that does native or heavy work apart from the database, so that its crash takes nothing with it. */
export interface HostProcess {
  readonly port: Port;
  /** Ends the process at once. */
  kill(): void;
  /** Resolves when the process is gone. */
  readonly exited: Promise<void>;
}

/** Starts a host; each shell does it its own way. */
export type SpawnHost = (kind: HostKind) => HostProcess;

export interface ConnectedHost<C extends Contract> extends AsyncDisposable {
  readonly client: Client<C>;
}

/**
 * Starts a host for as long as the returned object lives. When the signal fires the process is killed, so that a
 * cancellation never waits for native code; calls under way then fail with `host-crashed`.
 */
export function startHost<C extends Contract>(
  spawn: SpawnHost,
  kind: HostKind,
  contract: C,
  signal: AbortSignal,
): ConnectedHost<C> {
  const process = spawn(kind);
  const client = connect(contract, process.port, kind);
  const kill = (): void => process.kill();
  if (signal.aborted) kill();
  else signal.addEventListener('abort', kill, { once: true });
  return {
    client,
    async [Symbol.asyncDispose]() {
      signal.removeEventListener('abort', kill);
      process.kill();
      await process.exited;
    },
  };
}
