import type { NetworkState, ShellEvent } from '../../shared/contract/shell.ts';
import { connect } from '../../shared/rpc/connect.ts';
import type { Client, Handlers } from '../../shared/rpc/define.ts';
import type { Port } from '../../shared/rpc/port.ts';
import { serve } from '../../shared/rpc/serve.ts';
import { controlChannel, controlContract, shellChannel, shellServicesContract } from './core-control.ts';

/** A core in another process, as the shell that started it sees it. */
export interface CoreProcess {
  open(channel: string): Port;
  kill(): void;
  /** Resolves with how it ended. */
  readonly exited: Promise<string>;
}

export interface SupervisedCore<Core extends CoreProcess> {
  /** The core that runs now. */
  current(): Core;
  /** A new connection of a screen. It closes when the core ends; a new one leads to the core that was started instead. */
  open(): Port;
  setNetwork(network: NetworkState): void;
  tell(event: ShellEvent): void;
  /** Locks the open project, if there is one. */
  lock(): void;
  isBusy(): Promise<boolean>;
  /** Interrupts jobs, closes the project and ends the process. */
  end(): Promise<void>;
}

export interface Supervision<Core extends CoreProcess> {
  readonly start: () => Core;
  readonly services: Handlers<typeof shellServicesContract>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Called when the core has ended unexpectedly; `restarted` is false when it was given up. */
  readonly onCrash: (reason: string, restarted: boolean) => void;
}

/** A core that ends this often within the time below would end again. */
const mostCrashes = 3;
const crashWindow = 60_000;

interface RunningCore<Core extends CoreProcess> {
  readonly process: Core;
  readonly control: Client<typeof controlContract>;
}

/** Keeps a core running: one that ends unexpectedly is started again, unless it keeps ending. */
export function superviseCore<Core extends CoreProcess>({
  start,
  services,
  now,
  onCrash,
}: Supervision<Core>): SupervisedCore<Core> {
  const crashes: number[] = [];
  let network: NetworkState | null = null;
  let ending = false;
  let screens = 0;

  function run(): RunningCore<Core> {
    const process = start();
    const control = connect(controlContract, process.open(controlChannel), 'core');
    serve(shellServicesContract, services, process.open(shellChannel));
    const started = { process, control };
    const onExit = (reason: string): void => {
      if (ending || running !== started) return;
      crashes.push(now());
      const restarted = crashes.filter((at) => now() - at < crashWindow).length < mostCrashes;
      if (restarted) {
        running = run();
        if (network !== null) tellNetwork(network);
      }
      onCrash(reason, restarted);
    };
    void process.exited.then(onExit);
    return started;
  }
  let running = run();

  /** Counts and events are of no use to a core that has just ended. */
  function ignoreEnd(call: Promise<unknown>): void {
    call.catch(() => undefined);
  }
  function tellNetwork(state: NetworkState): void {
    ignoreEnd(running.control.call('control.network', state));
  }
  return {
    current: () => running.process,
    open: () => running.process.open(`screen ${screens++}`),
    setNetwork(state) {
      network = state;
      tellNetwork(state);
    },
    tell: (event) => ignoreEnd(running.control.call('control.tell', event)),
    lock: () => ignoreEnd(running.control.call('control.lock', {})),
    isBusy: () => running.control.call('control.busy', {}).catch(() => false),
    async end() {
      ending = true;
      const { process, control } = running;
      await control.call('control.end', {}).catch(() => undefined);
      process.kill();
      await process.exited;
    },
  };
}
