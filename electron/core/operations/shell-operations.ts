import type { shellContract } from '../../../shared/contract/shell.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { Session } from '../session.ts';
import { commandLineShell } from '../shell.ts';

export function shellOperations(session: Session): Handlers<typeof shellContract> {
  const { shell = commandLineShell, createId } = session.dependencies;
  const core = createId();
  return {
    'system.network': () => shell.network(),
    'shell.info': () => ({ mode: shell.network().mode, dialogs: shell.dialogs, core }),
    'shell.choose': async (choice, { signal }) => ({ path: await shell.choose(choice, signal) }),
    'shell.watch': (_input, { signal }) => shell.watch(signal),
  };
}
