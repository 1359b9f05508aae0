import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number of at least 1.');
  return value;
}

export function portNumber(text: string): number {
  const value = wholeNumber(text);
  if (value > 65_535) throw new InvalidArgumentError('It must be at most 65535.');
  return value;
}

/** What one command is, in the order in which its help shows it. */
export interface Outline {
  readonly name: string;
  /** The line in the list of commands. */
  readonly summary: string;
  /** What it does, in sentences. */
  readonly description: string;
  readonly example: string;
}

export function addCommand(program: Command, { name, summary, description, example }: Outline): Command {
  return program
    .command(name)
    .summary(summary)
    .description(description)
    .addHelpText('after', `\nExample:\n  ${example}`);
}

export function onProject(program: Command, outline: Outline): Command {
  return addCommand(program, outline).argument('<project>', 'project file');
}

/** Options that stand last in the help, since most commands have them. */
export function finished(command: Command): Command {
  return command
    .option('--passphrase-file <file>', 'read the passphrase from the first line of a file')
    .option('--json', 'print one JSON object a line instead of text');
}

export function withThreads(command: Command): Command {
  return command.option(
    '--threads <number>',
    'threads for training and scoring (default: the physical cores but one)',
    wholeNumber,
  );
}

/** A command's function in a module that is loaded when the command is given, since none needs the modules of all. */
export function whenGiven<Given extends readonly unknown[]>(
  load: () => Promise<(...given: Given) => Promise<void>>,
): (...given: Given) => Promise<void> {
  return async (...given) => (await load())(...given);
}

export function withAgain(command: Command): Command {
  return command.option('--again', 'do it even if the earlier result is still valid');
}
