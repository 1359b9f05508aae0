import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PilotlightError } from '../../../shared/errors.ts';
import { connectionsFound } from '../../../shared/messages/core-messages.ts';

const networkTables = ['tcp', 'tcp6', 'udp', 'udp6', 'udplite', 'udplite6', 'raw', 'raw6', 'icmp', 'icmp6'];

/** Counts the network sockets of this process and all its descendants. Only Linux lists them. */
export function checkConnections(): string {
  if (!existsSync('/proc/self/net/tcp')) return 'not counted: this system does not list them; the program opens none';
  const network = networkInodes();
  const processes = withDescendants(process.pid);
  const sockets = processes.flatMap(socketInodes);
  const found = sockets.filter((inode) => network.has(inode)).length;
  if (found > 0) throw new PilotlightError('internal', connectionsFound(found, processes.length));
  return `none: ${processes.length} processes hold ${sockets.length} sockets to each other and no network socket`;
}

/** Inodes of all network sockets of this network namespace. */
function networkInodes(): ReadonlySet<string> {
  const paths = networkTables.map((name) => `/proc/self/net/${name}`).filter((path) => existsSync(path));
  // One line of headings, then a socket a line; the tenth field is the inode.
  const lines = paths.flatMap((path) => readFileSync(path, 'utf8').trim().split('\n').slice(1));
  return new Set(lines.flatMap((line) => line.trim().split(/\s+/)[9] ?? []));
}

function socketInodes(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return namesIn(folder).flatMap((name) => /^socket:\[(\d+)\]$/.exec(targetOf(join(folder, name)))?.[1] ?? []);
}

function withDescendants(root: number): number[] {
  const parents = new Map(
    namesIn('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  );
  const family = [root];
  // Grows while it is walked, so that grandchildren are found too.
  for (const member of family) for (const [pid, parent] of parents) if (parent === member) family.push(pid);
  return family;
}

function parentOf(pid: string): number {
  try {
    // The name of the program stands in brackets and may hold anything, so what follows the last one counts.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1)?.trim().split(' ')[1] ?? 0);
  } catch {
    // It ended meanwhile.
    return 0;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
