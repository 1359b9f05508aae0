import { useEffect, useEffectEvent } from 'react';
import type { ShellEvent } from '../../../shared/contract/shell.ts';
import type { CoreClient } from '../../bridge/operation-types.ts';
import type { Command, CommandContext } from './command.ts';
import { performCommand } from './perform-command.ts';
import { settleField } from './settle-field.ts';

/** Performs what is chosen in the menu of the window where it is one of these commands. */
export function useMenuCommands(commands: readonly Command[], context: CommandContext): void {
  const { core } = context;
  const act = useEffectEvent((event: ShellEvent): void => {
    if (event.type !== 'menu') return;
    const command = commands.find(({ name }) => name === event.command);
    if (command?.isAvailable(context) !== true) return;
    settleField();
    performCommand(command, context);
  });
  useEffect(() => {
    const stop = new AbortController();
    void followShell(core, act, stop.signal);
    return () => stop.abort();
  }, [core]);
}

async function followShell(core: CoreClient, act: (event: ShellEvent) => void, signal: AbortSignal): Promise<void> {
  try {
    for await (const event of core.stream('shell.watch', {}, { signal })) act(event);
  } catch {
    // A shell without menu has nothing to tell.
  }
}
