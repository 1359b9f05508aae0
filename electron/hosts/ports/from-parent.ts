import type { Port } from '../../../shared/rpc/port.ts';
import { createChannels } from './channels.ts';
import { spawnChildHost } from './child-process.ts';
import { parentPort } from './parent-process.ts';
import type { ShellLink } from './shell-link.ts';
import { isUtilityProcess, utilityLink, utilityPort } from './utility-process.ts';

/** The port of a host to the core that had it started, whichever kind of process it is. */
export function hostPort(): Port {
  leaveNetworkOutOfReports();
  return isUtilityProcess() ? utilityPort() : parentPort();
}

/** The link of a core to its shell, whichever kind of process it is. */
export function openShellLink(): ShellLink {
  leaveNetworkOutOfReports();
  if (isUtilityProcess()) return utilityLink();
  const channels = createChannels(parentPort());
  return { onOpen: channels.onOpen, spawnHost: spawnChildHost };
}

/** The database library asks for a report on its process to learn the C library; that would list the network cards too. */
function leaveNetworkOutOfReports(): void {
  Object.assign(process.report, { excludeNetwork: true });
}
