import { useEffect, useEffectEvent } from 'react';
import type { Command, CommandContext } from './command.ts';
import { performCommand } from './perform-command.ts';
import { settleField } from './settle-field.ts';
import { isShortcut } from './shortcut.ts';

/** Performs the one of these commands whose shortcut is pressed, unless it is not available now. */
export function useShortcuts(commands: readonly Command[], context: CommandContext, isMac: boolean): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    const command = commands.find(({ shortcut }) => shortcut !== null && isShortcut(shortcut, event, isMac));
    if (command === undefined || !command.isAvailable(context)) return;
    if (command.leavesTextAlone === true && isTextField(event.target)) return;
    event.preventDefault();
    settleField();
    performCommand(command, context);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKeyDown(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio';
}
