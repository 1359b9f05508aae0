import type { NetworkState, ShellEvent, shellModes } from '../../shared/contract/shell.ts';
import { PilotlightError } from '../../shared/errors.ts';
import type { Client } from '../../shared/rpc/define.ts';
import { noDialogsHere } from '../../shared/messages/shell-messages.ts';
import type { EventHub } from '../core/jobs/event-hub.ts';
import { createEventHub } from '../core/jobs/event-hub.ts';
import type { Shell } from '../core/shell.ts';
import type { shellServicesContract } from './core-control.ts';

type Services = Client<typeof shellServicesContract>;

/** The shell as its core sees it from another process. */
export interface RemoteShell {
  readonly shell: Shell;
  setNetwork(network: NetworkState): void;
  tell(event: ShellEvent): void;
  /** Says whether jobs run or wait. */
  setWorking(working: boolean): void;
  /** From now on the shell can be asked. */
  connect(services: Services): void;
}

const topic = 'shell';

/** Only the window has dialogs. Counts are zero until the shell has sent its first. */
export function createRemoteShell(mode: (typeof shellModes)[number]): RemoteShell {
  const dialogs = mode === 'electron';
  const events: EventHub<ShellEvent> = createEventHub();
  let wasWorking = false;
  let latest: NetworkState = { mode, served: 0, blocked: 0, servedByKind: [], blockedByReason: [] };
  let asked: Services | null = null;
  return {
    setNetwork: (next) => {
      latest = next;
    },
    tell: (event) => events.publish(topic, event),
    setWorking(working) {
      if (working === wasWorking) return;
      wasWorking = working;
      // A shell that has gone needs no news.
      asked?.call('services.working', { working }).catch(() => undefined);
    },
    connect: (services) => {
      asked = services;
    },
    shell: {
      dialogs,
      network: () => latest,
      async choose(choice, signal) {
        if (!dialogs || asked === null) throw new PilotlightError('usage', noDialogsHere());
        const { path } = await asked.call('services.choose', choice, { signal });
        return path;
      },
      async *watch(signal) {
        using subscription = events.subscribe(topic, signal);
        yield* subscription.items;
      },
    },
  };
}
