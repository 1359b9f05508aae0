import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever its clock does. */
const tick = 10;

interface Counted {
  readonly pid: number;
  readonly parent: number;
  readonly milliseconds: number;
}

/** Milliseconds of processor time that a process and those below it have used so far; null where the system does not list them. */
export function processorTimeOf(root: number): number | null {
  if (!existsSync('/proc/self/stat')) return null;
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? []);
  const family = new Set([root]);
  // A child can be listed before its parent.
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.reduce((sum, { pid, milliseconds }) => sum + (family.has(pid) ? milliseconds : 0), 0);
}

function read(pid: number): Counted | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything, so what follows the last one counts.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]), milliseconds: (Number(fields[11]) + Number(fields[12])) * tick };
  } catch {
    return undefined;
  }
}
