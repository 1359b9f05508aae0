import { CommanderError } from 'commander';
import type { ErrorCode } from '../../shared/errors.ts';
import { PilotlightError, toPilotlightError } from '../../shared/errors.ts';
import { commandMissing, usageWrong } from '../../shared/messages/core-messages.ts';
import { createProgram } from './program/create-program.ts';

const wrongUsage: readonly ErrorCode[] = [
  'usage',
  'recipe-invalid',
  'codebook-invalid',
  'expression-invalid',
  'formula-invalid',
  'passphrase-missing',
];

/** Runs the command line and sets the exit code: 0 done, 1 failed, 2 wrong usage or recipe, 130 interrupted. */
export async function main(argv: readonly string[]): Promise<void> {
  // Under a launcher this process ends with it, however the launcher ends.
  process.once('disconnect', () => process.exit(1));
  process.channel?.unref();
  // Whoever read the output has gone, as `head` does or a closed terminal; nothing can be told any more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(1));
  const json = argv.includes('--json');
  try {
    await createProgram().parseAsync([...argv], { from: 'user' });
  } catch (error) {
    // Help and version end in the same way as faults do.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const failure = error instanceof CommanderError ? explainUsage(error) : toPilotlightError(error);
    process.exitCode = exitCodeOf(failure);
    tell(failure, json);
  }
}

/** A fault in the command line as it was typed. */
function explainUsage({ code, message }: CommanderError): PilotlightError {
  const fault = code === 'commander.help' ? commandMissing() : message.replace(/^error: /, '').replaceAll('\n', ' ');
  return new PilotlightError('usage', usageWrong(fault));
}

function exitCodeOf({ code }: PilotlightError): number {
  if (code === 'interrupted' || code === 'cancelled') return 130;
  return wrongUsage.includes(code) ? 2 : 1;
}

function tell(error: PilotlightError, json: boolean): void {
  const { code, message, details } = error;
  if (json) {
    process.stdout.write(`${JSON.stringify({ event: 'error', code, message, details })}\n`);
    return;
  }
  // The first problem stands in the message.
  const { problems = [], count } = details;
  const others = Array.isArray(problems) ? problems.slice(1).map((problem) => `  ${problem}`) : [];
  const untold = typeof count === 'number' ? count - 1 - others.length : 0;
  const rest = untold > 0 ? [`  … and ${untold} more`] : [];
  process.stderr.write(`${[`pilotlight: ${message}`, ...others, ...rest].join('\n')}\n`);
  if (code === 'internal' && error.cause instanceof Error) process.stderr.write(`${error.cause.stack ?? ''}\n`);
}

if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2));
