import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface ChildScript {
  readonly child: ChildProcess;
  /** The next line on standard output. Rejects when the process ends before one comes. */
  nextLine(): Promise<string>;
  /** Ends it with SIGKILL and waits until it is gone. */
  kill(): Promise<void>;
  /** Waits for its own end: the exit code, or null after a signal. */
  ended(): Promise<number | null>;
}

/** Runs a TypeScript file in a Node process of its own. It is killed after the test if it still runs. */
export function runChildScript(
  script: URL,
  args: readonly string[],
  options: { env?: Readonly<Record<string, string>>; wrap?: (command: readonly string[]) => readonly string[] } = {},
): ChildScript {
  const plain = [process.execPath, fileURLToPath(script), ...args];
  const [command = process.execPath, ...rest] = options.wrap?.(plain) ?? plain;
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...options.env },
  });
  const exit = once(child, 'exit');
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async nextLine() {
      const { done, value } = await lines.next();
      if (done === true) throw new Error('The process ended without another line.');
      return value;
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    async ended() {
      await exit;
      return child.exitCode;
    },
  };
}
