import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CorePaths } from '../core/core-dependencies.ts';

/** The folders that this system has for a program's resources, a person's settings and the models of other programs. */
export function standardPaths(installation: string | null): CorePaths {
  const home = homedir();
  return {
    resources: installation === null ? null : join(installation, 'resources'),
    config: configFolder(home),
    home,
  };
}

/** `%APPDATA%\Pilotlight`, `~/Library/Application Support/Pilotlight`, `$XDG_CONFIG_HOME/pilotlight` or `~/.config/pilotlight`. */
function configFolder(home: string): string {
  const { APPDATA: roaming, XDG_CONFIG_HOME: configured } = process.env;
  switch (process.platform) {
    case 'win32':
      return join(roaming === undefined || roaming === '' ? join(home, 'AppData', 'Roaming') : roaming, 'Pilotlight');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Pilotlight');
    default:
      return join(configured === undefined || configured === '' ? join(home, '.config') : configured, 'pilotlight');
  }
}
