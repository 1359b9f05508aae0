import { CommanderError } from 'commander';
import type { ErrorCode } from '../../shared/errors.ts';
import { toPilotlightError } from '../../shared/errors.ts';
import { createProgram } from './program.ts';

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
  try {
    await createProgram().parseAsync([...argv], { from: 'user' });
  } catch (error) {
    process.exitCode = explain(error, argv.includes('--json'));
  }
}

function explain(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { code, message, details } = toPilotlightError(error);
  if (json) process.stdout.write(`${JSON.stringify({ event: 'error', code, message, details })}\n`);
  else {
    process.stderr.write(`pilotlight: ${message}\n`);
    const problems = details['problems'];
    if (Array.isArray(problems) && problems.length > 1) {
      for (const problem of problems) process.stderr.write(`  ${problem}\n`);
    }
    if (code === 'internal' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  }
  if (code === 'interrupted' || code === 'cancelled') return 130;
  return wrongUsage.includes(code) ? 2 : 1;
}

if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2));
