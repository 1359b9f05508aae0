import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A Node that is too old for the program itself, or null with a printed reason when the PATH has none. */
export const olderNode = findOlderNode();

function findOlderNode(): string | null {
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find((path) => existsSync(path) && majorVersion(path) < 24);
  if (found !== undefined) return found;
  console.info('Skipped: starts with an older Node, since the PATH has none.');
  return null;
}

function majorVersion(node: string): number {
  return Number(execFileSync(node, ['--print', 'process.versions.node'], { encoding: 'utf8' }).split('.')[0]);
}
