import { spawnSync } from 'node:child_process';

type Command = readonly string[];

/** Puts a program in front of a command, or null with a printed reason where it cannot run here. */
function wrapper(program: string, options: Command, why: string): ((command: Command) => Command) | null {
  const trial = spawnSync(program, [...options, 'true'], { encoding: 'utf8' });
  if (trial.status === 0) return (command) => [program, ...options, ...command];
  console.info(
    `Skipped: ${why}, since ${program} cannot be used here (${trial.error?.message ?? trial.stderr.trim()}).`,
  );
  return null;
}

/** Runs a command in a network namespace of its own, in which there is no connection at all, not even to itself. */
export function cutNetwork(): ((command: Command) => Command) | null {
  return wrapper('unshare', ['--map-root-user', '--net'], 'the run without a network');
}

/** Records the network system calls of a command and everything it starts into a file. */
export function traceNetwork(file: string): ((command: Command) => Command) | null {
  return wrapper(
    'strace',
    ['--follow-forks', '--seccomp-bpf', '--quiet=all', '--trace=network', `--output=${file}`],
    'the record of system calls',
  );
}
