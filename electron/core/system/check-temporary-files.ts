import { existsSync, statfsSync, statSync } from 'node:fs';
import { PilotlightError } from '../../../shared/errors.ts';
import { temporaryFileOpen } from '../../../shared/messages/core-messages.ts';
import { createNamelessFile } from '../files/nameless-file.ts';

/** File systems that lie in memory, by the number that `statfs` gives them (tmpfs, ramfs). */
const memoryFileSystems = [0x01021994, 0x858458f6];

/** Makes a file as adapters are lent to llama.cpp and looks whether anybody else could read it. */
export function checkTemporaryFiles(): string {
  using file = createNamelessFile(new Uint8Array(16));
  const { nlink, mode } = statSync(file.path);
  const rights = mode & 0o777;
  if (process.platform !== 'win32' && (rights & 0o077) !== 0) {
    throw new PilotlightError('internal', temporaryFileOpen(file.path, rights.toString(8)));
  }
  const place = isInMemory('/dev/shm') ? 'in memory' : 'on the disk';
  if (nlink === 0) return `${place}, without a name, readable by its owner alone; it ends with the process`;
  return `${place} under a name, readable by its owner alone; it is removed when it is closed`;
}

function isInMemory(folder: string): boolean {
  return existsSync(folder) && memoryFileSystems.includes(statfsSync(folder).type);
}
