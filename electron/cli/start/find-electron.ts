import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const executables: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * Where Electron's program is or would be: in the folder of ELECTRON_OVERRIDE_DIST_PATH, or in that of its package, which
 * comes without it. Looking there is all that may be done: to import the package would try to download it.
 */
export function electronPath(installation: string, environment: NodeJS.ProcessEnv): string {
  const folder = join(installation, 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : (executables[process.platform] ?? 'electron');
  return join(environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
}

/** Path of Electron's program, or null where it is not installed. */
export function findElectron(installation: string, environment: NodeJS.ProcessEnv): string | null {
  const path = electronPath(installation, environment);
  return existsSync(path) ? path : null;
}
