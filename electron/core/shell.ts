import type { FileChoice, NetworkState, ShellEvent } from '../../shared/contract/shell.ts';
import { PilotlightError } from '../../shared/errors.ts';
import { noDialogsHere } from '../../shared/messages/shell-messages.ts';

/** What only the shell around the core can know or do. */
export interface Shell {
  /** Whether `choose` can ask. */
  readonly dialogs: boolean;
  network(): NetworkState;
  /** The chosen path, or null when the person cancelled. Throws `usage` without dialogs. */
  choose(choice: FileChoice, signal: AbortSignal): Promise<string | null>;
  /** Events from now on, until the signal fires. */
  watch(signal: AbortSignal): AsyncIterable<ShellEvent>;
}

/** A shell without a screen: the command line, which answers no request and asks in no dialog. */
export const commandLineShell: Shell = {
  dialogs: false,
  network: () => ({ mode: 'command-line', served: 0, blocked: 0, servedByKind: [], blockedByReason: [] }),
  choose: () => Promise.reject(new PilotlightError('usage', noDialogsHere())),
  async *watch() {
    // Nothing happens to a shell without a screen.
  },
};
