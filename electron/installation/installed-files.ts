import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The picture that a window shows on Linux, by its path in the installation; other systems take the program's own. */
export const windowIcon = 'resources/icons/png/256x256.png';

/** The folder of this installation, the nearest above that holds a package.json; null when there is none. */
export function installationFolder(): string | null {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
  return folder;
}

/**
 * Where the files of this installation can be opened by their path, also by native code: beside the archive, when the program
 * lies in one.
 */
export function readableFolder(): string | null {
  const folder = installationFolder();
  return folder !== null && basename(folder) === 'app.asar' ? `${folder}.unpacked` : folder;
}
