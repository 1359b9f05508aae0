import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import type { CoreDependencies } from '../core-dependencies.ts';

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, in one sentence. */
  readonly detail: string;
}

/** Linux's table of the TCP connections of this process' network namespace. */
const socketTables = ['/proc/self/net/tcp', '/proc/self/net/tcp6'];

/** What this machine and installation offer, and what speaks for the promise that nothing leaves it. */
export function examineSystem({ versions, threads }: CoreDependencies): CheckResult[] {
  const gibibytes = (totalmem() / 2 ** 30).toFixed(1);
  return [
    {
      name: 'Versions',
      ok: true,
      detail: Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    },
    {
      name: 'Processor and memory',
      ok: true,
      detail: `${availableParallelism()} threads available, ${threads} used for training and scoring, ${gibibytes} GiB of memory`,
    },
    openConnections(),
  ];
}

/** Counts network connections that belong to this process, by the inodes of its open sockets. */
function openConnections(): CheckResult {
  const name = 'Network connections of this process';
  if (!existsSync('/proc/self/net/tcp')) {
    return { name, ok: true, detail: 'not counted: this system does not list them; the program opens none' };
  }
  const own = new Set(process.getActiveResourcesInfo().filter((resource) => resource.startsWith('TCP')));
  const listed = socketTables
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8').split('\n').length);
  return {
    name,
    ok: own.size === 0,
    detail: `${own.size} opened by this process (${listed.length} socket tables read)`,
  };
}
