import { toPilotlightError } from '../../../shared/errors.ts';
import type { Command, CommandContext } from './command.ts';

/** Performs a command, and tells why where it could not be done. */
export function performCommand(command: Command, context: CommandContext): void {
  Promise.resolve(command.perform(context)).catch((fault: unknown) => context.fail(toPilotlightError(fault)));
}
