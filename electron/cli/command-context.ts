import { existsSync } from 'node:fs';
import type { Job } from '../../shared/contract/jobs.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { PilotlightError, toPilotlightError } from '../../shared/errors.ts';
import { workInterrupted } from '../../shared/messages/core-messages.ts';
import type { CoreClient } from './core-client.ts';
import { watchInterrupts } from './interrupts.ts';
import type { PassphraseSource } from './passphrase.ts';
import { readPassphrase } from './passphrase.ts';
import { defaultThreads } from '../installation/default-threads.ts';
import type { Reporter } from './reporter.ts';
import { createJsonReporter, createTextReporter } from './reporter.ts';

/** Options that every command on a project has. */
export interface CommonOptions {
  readonly passphraseFile?: string;
  readonly json?: boolean;
  readonly threads?: number;
}

export interface CommandContext {
  readonly client: CoreClient;
  readonly reporter: Reporter;
  /** Fires on the first interrupt. */
  readonly signal: AbortSignal;
}

/** Runs a command with a core of its own and closes it whatever happens, so that jobs are left in a state to go on from. */
export async function withCore<Result>(
  command: string,
  options: CommonOptions,
  work: (context: CommandContext) => Promise<Result>,
): Promise<Result> {
  using interrupts = watchInterrupts();
  const { signal } = interrupts;
  try {
    using reporter = reporterFor(options);
    const { openCore } = await import('./core-client.ts');
    await using core = openCore(command, options.threads ?? defaultThreads());
    return await work({ client: core.client, reporter, signal });
  } catch (error) {
    const { code } = toPilotlightError(error);
    // Whatever was under way when the interrupt came, the person is told one thing.
    if (signal.aborted && stopped.includes(code)) throw new PilotlightError('interrupted', workInterrupted());
    throw error;
  }
}

const stopped: readonly ErrorCode[] = ['cancelled', 'interrupted', 'host-crashed'];

export function reporterFor(options: CommonOptions): Reporter {
  const streams = { output: process.stdout, errors: process.stderr, now: () => performance.now() };
  return options.json === true ? createJsonReporter(streams) : createTextReporter(streams);
}

/** Where a command takes the passphrase from. */
export function passphraseSource(options: CommonOptions, signal: AbortSignal): PassphraseSource {
  return {
    file: options.passphraseFile,
    environment: process.env['PILOTLIGHT_PASSPHRASE'],
    input: process.stdin,
    output: process.stderr,
    signal,
  };
}

/** Opens a project, or makes it where `create` allows that and there is none yet. Returns the passphrase that it was opened with. */
export async function openProjectFile(
  { client, signal }: CommandContext,
  path: string,
  options: CommonOptions,
  create: boolean,
): Promise<string> {
  const isNew = create && !existsSync(path);
  const passphrase = await readPassphrase(passphraseSource(options, signal), isNew ? 'new' : 'opening');
  await client.call(isNew ? 'project.create' : 'project.open', { path, passphrase });
  return passphrase;
}

/**
 * Follows a job to its end and reports its progress. An interrupt stops watching; the caller then closes the core, which leaves
 * the job to be resumed. Throws the job's own error when it failed.
 */
export async function followJob(
  { client, reporter, signal }: CommandContext,
  name: string,
  jobId: string,
): Promise<Job> {
  let last: Job | null = null;
  for await (const event of client.stream('jobs.watch', { jobId }, { signal })) {
    if (event.type === 'progress') reporter.progress(name, event.progress);
    else if (event.type === 'log') reporter.say(event.message);
    else last = event.job;
  }
  if (signal.aborted || last === null) throw new PilotlightError('interrupted', workInterrupted());
  if (last.state === 'done') return last;
  throw new PilotlightError(last.errorCode ?? 'internal', last.errorMessage ?? `The job ended as ${last.state}.`);
}
