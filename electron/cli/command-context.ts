import { existsSync } from 'node:fs';
import type { Job } from '../../shared/contract/jobs.ts';
import { PilotlightError } from '../../shared/errors.ts';
import type { CoreClient } from './core-client.ts';
import { openCore } from './core-client.ts';
import { readPassphrase } from './passphrase.ts';
import { physicalCores } from './physical-cores.ts';
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
  const controller = new AbortController();
  const onInterrupt = (): void => {
    // A second interrupt does not wait for anything.
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  try {
    await using core = openCore(command, options.threads ?? physicalCores());
    return await work({ client: core.client, reporter: reporterFor(options), signal: controller.signal });
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
  }
}

export function reporterFor(options: CommonOptions): Reporter {
  const streams = { output: process.stdout, errors: process.stderr, now: () => performance.now() };
  return options.json === true ? createJsonReporter(streams) : createTextReporter(streams);
}

/** Opens a project, or makes it where `create` allows that and there is none yet. */
export async function openProjectFile(
  { client }: CommandContext,
  path: string,
  options: CommonOptions,
  create: boolean,
): Promise<void> {
  const isNew = create && !existsSync(path);
  const source = {
    file: options.passphraseFile,
    environment: process.env['PILOTLIGHT_PASSPHRASE'],
    input: process.stdin,
    output: process.stderr,
  };
  const passphrase = await readPassphrase(source, isNew);
  await client.call(isNew ? 'project.create' : 'project.open', { path, passphrase });
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
  if (signal.aborted || last === null) throw new PilotlightError('interrupted', interruptedText);
  if (last.state === 'done') return last;
  throw new PilotlightError(last.errorCode ?? 'internal', last.errorMessage ?? `The job ended as ${last.state}.`);
}

const interruptedText = 'Interrupted. What was confirmed is kept; run the same command again to go on.';
