import { existsSync, readFileSync } from 'node:fs';

/** The two ends of a connection as this process sees them. */
export interface ConnectionEnds {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}

/**
 * Whether the program at the other end of a loopback connection runs under another account. Linux tells the account of every
 * socket; where it is not told, this is false. A browser sends its cookies to every port of a host, so on a machine with
 * several people a cookie alone would not be enough.
 */
export function isOtherUser({ remoteAddress, remotePort }: ConnectionEnds): boolean {
  if (remoteAddress === undefined || remotePort === undefined || process.getuid === undefined) return false;
  const user = userOfSocket(remoteAddress, remotePort);
  return user !== undefined && user !== process.getuid();
}

function userOfSocket(address: string, port: number): number | undefined {
  const wanted = `${kernelAddress(address)}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const table = address.includes(':') ? '/proc/self/net/tcp6' : '/proc/self/net/tcp';
  if (!existsSync(table)) return undefined;
  for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
    // sl, local address, remote address, state, queues, timer, retransmissions, account
    const [, local, , , , , , user] = line.trim().split(/\s+/);
    if (local === wanted) return Number(user);
  }
  return undefined;
}

/** The loopback addresses as the kernel prints them: words of the machine's byte order in hexadecimal. */
function kernelAddress(address: string): string {
  return address.includes(':') ? '00000000000000000000000001000000' : '0100007F';
}
