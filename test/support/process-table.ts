import { readdirSync, readFileSync } from 'node:fs';
import { vi } from 'vitest';

/** A process as Linux lists it. */
export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
  readonly commandLine: string;
}

/** All descendants of a process that have not ended, from /proc. */
export function descendantsOf(root: number): ListedProcess[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const found: ListedProcess[] = [];
  const family = [root];
  for (const member of family) {
    for (const child of all.filter(({ parent }) => parent === member)) {
      family.push(child.pid);
      found.push(child);
    }
  }
  return found;
}

/** The descendant whose command line contains a text. */
export function descendantRunning(root: number, text: string): ListedProcess {
  const found = descendantsOf(root).find(({ commandLine }) => commandLine.includes(text));
  if (found === undefined) throw new Error(`No process below ${root} runs ${text}.`);
  return found;
}

/** Waits until none of the processes lives any more; fails after the deadline in milliseconds. */
export async function allEnded(pids: readonly number[], deadline = 120_000): Promise<void> {
  await vi.waitFor(
    () => {
      const living = pids.filter((pid) => readProcess(pid) !== undefined);
      if (living.length > 0) throw new Error(`Processes still run: ${living.join(', ')}`);
    },
    { timeout: deadline, interval: 50 },
  );
}

/** Undefined when it has ended, also when nobody has asked for its exit code yet. */
function readProcess(pid: number): ListedProcess | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything, so what follows the last one counts.
    const [state = '', parent = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, parent: Number(parent), state, commandLine };
  } catch {
    return undefined;
  }
}
