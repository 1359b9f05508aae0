import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

const launcher = fileURLToPath(new URL('../../electron/cli/launch.mjs', import.meta.url));

const eventSchema = z.looseObject({ event: z.string() });
/** A line of a command with --json. */
export type CommandEvent = z.infer<typeof eventSchema>;

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The Node that starts the launcher. */
  readonly node?: string;
  /** Puts other programs in front of the command. */
  readonly wrap?: (command: readonly string[]) => readonly string[];
  readonly user?: number;
  /** Called for every event of a command with --json while the command goes on. */
  readonly onEvent?: (event: CommandEvent) => void;
}

export interface EndedCommand {
  /** Null after a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of a command with --json. */
  readonly events: readonly CommandEvent[];
}

export interface RunningCommand {
  readonly pid: number;
  /** The first event that fits. Rejects when the command ends without one. */
  until(fits: (event: CommandEvent) => boolean): Promise<CommandEvent>;
  send(signal: NodeJS.Signals): void;
  /** SIGKILL to the command and every process it started, all at once, or to the command alone. */
  kill(what: 'tree' | 'main'): void;
  readonly ended: Promise<EndedCommand>;
}

/** Starts the command line as a process group of its own, which is gone after the test. */
export function startCommand(args: readonly string[], options: CommandOptions = {}): RunningCommand {
  const plain = [options.node ?? process.execPath, launcher, ...args];
  const [program = '', ...rest] = options.wrap?.(plain) ?? plain;
  const child = spawn(program, rest, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: commandEnvironment(options.env),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.user === undefined ? {} : { uid: options.user, gid: options.user }),
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} could not be started.`);
  const killGroup = (): void => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group has ended.
    }
  };
  onTestFinished(killGroup);
  const output = { stdout: '', stderr: '' };
  const events = createEvents(args.includes('--json'), options.onEvent);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
    events.add(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = once(child, 'close').then(() => {
    events.end(`${output.stderr}\n${output.stdout.slice(-2000)}`);
    return { code: child.exitCode, ...output, events: events.all };
  });
  return {
    pid,
    until: events.until,
    send: (signal) => void process.kill(pid, signal),
    kill: (what) => (what === 'tree' ? killGroup() : process.kill(pid, 'SIGKILL')),
    ended,
  };
}

/** Runs a command to its end. */
export function runCommand(args: readonly string[], options: CommandOptions = {}): Promise<EndedCommand> {
  return startCommand(args, options).ended;
}

function commandEnvironment(env: CommandOptions['env'] = {}): NodeJS.ProcessEnv {
  const { PILOTLIGHT_PASSPHRASE: _, ...own } = process.env;
  // Compiled modules are kept between the many starts.
  return { ...own, NODE_COMPILE_CACHE: join(tmpdir(), 'pilotlight-test-compile-cache'), ...env };
}

interface Waiter {
  readonly fits: (event: CommandEvent) => boolean;
  readonly resolve: (event: CommandEvent) => void;
  readonly reject: (error: Error) => void;
}

interface Events {
  readonly all: readonly CommandEvent[];
  add(text: string): void;
  end(output: string): void;
  until(fits: Waiter['fits']): Promise<CommandEvent>;
}

function createEvents(json: boolean, onEvent: CommandOptions['onEvent']): Events {
  const all: CommandEvent[] = [];
  const waiters = new Set<Waiter>();
  let failure: Error | null = null;
  let rest = '';
  function take(line: string): void {
    const event = eventSchema.parse(JSON.parse(line));
    all.push(event);
    for (const waiter of waiters) {
      if (!waiter.fits(event)) continue;
      waiters.delete(waiter);
      waiter.resolve(event);
    }
    onEvent?.(event);
  }
  return {
    all,
    add(text) {
      if (!json) return;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    },
    end(output) {
      failure = new Error(`The command ended before the awaited event: ${output}`);
      for (const { reject } of waiters) reject(failure);
    },
    until: (fits) =>
      new Promise((resolve, reject) => {
        const past = all.find(fits);
        if (past !== undefined) resolve(past);
        else if (failure !== null) reject(failure);
        else waiters.add({ fits, resolve, reject });
      }),
  };
}

const progressSchema = z.object({ name: z.string(), phase: z.string(), done: z.number(), total: z.number() });
export type ProgressEvent = z.infer<typeof progressSchema>;

/** Picks progress lines of one phase of a run, such as `adapt`. */
export function progressOf(
  phase: string,
  fits: (progress: ProgressEvent) => boolean,
): (event: CommandEvent) => boolean {
  return (event) => {
    const progress = event.event === 'progress' ? progressSchema.parse(event) : undefined;
    return progress?.name === phase && fits(progress);
  };
}

const phaseSchema = z.object({
  phase: z.string(),
  action: z.enum(['reused', 'started', 'redone', 'done']),
  reasons: z.array(z.string()).default([]),
  resumed: z.boolean().default(false),
});

/** What a command with --json did with each phase, without the lines about their ends. */
export function phasesOf({ events }: EndedCommand): z.infer<typeof phaseSchema>[] {
  return events
    .filter(({ event }) => event === 'phase')
    .map((event) => phaseSchema.parse(event))
    .filter(({ action }) => action !== 'done');
}

const errorSchema = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
});

/** The error that a command with --json ended with. */
export function errorOf({ events, stderr }: EndedCommand): z.infer<typeof errorSchema> {
  const found = events.findLast(({ event }) => event === 'error');
  if (found === undefined) throw new Error(`The command told no error: ${stderr}`);
  return errorSchema.parse(found);
}
